// 生成的文件：合乎标准，没有断链，每一页都走得到。
// The files as built: valid, without a dead link, every page within reach.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { few, htmlProblems, inlineProblems, linkProblems, readSite, unreachable } from './lib/html.mjs';
import { build, temporary } from './lib/setup.mjs';

const site = await readSite(await build());

suite('生成的文件 · the files', () => {
  const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

  test('每个链接和锚点都在 · every link and anchor leads somewhere, relatively', () => none(linkProblems(site)));

  test('从首页走得到每一页 · every page is within reach of the home page', () => {
    // Kept for links from elsewhere: nothing on the site leads there.
    const kept = (file) => ['withdrawn', 'moved', 'other-name'].includes(site.pages.get(file).kind);
    none(unreachable(site).filter((file) => file !== '404.html' && !kept(file)));
  });

  test('没有内联的脚本和样式 · no script or style inside a page', () => none(inlineProblems(site)));

  test('文件名都是小写 ASCII · names of files are lower-case ASCII', () => {
    none(site.files.filter((file) => !/^[a-z0-9@._/-]+$/.test(file)));
  });

  test('html-validate 挑不出毛病 · html-validate finds nothing', async () => none(await htmlProblems(site)));
});

test('检查本身看得见毛病 · these checks see what they are for', async () => {
  const folder = await temporary();
  const page = (body) => `<!DOCTYPE html><html lang="zh"><head><title>x</title></head><body class="page-x">${body}</body></html>`;
  await writeFile(path.join(folder, 'index.html'), page(
    '<a href="b.html#no" onclick="x()">1</a><a href="c.html">2</a><a href="/b.html">3</a><a href="./">4</a>' +
    '<img src="//x/y.png"><a href="javascript:x()">5</a><p id="i" style="x:y"></p><p id="i"></p><a href="?q=1#i">6</a><a href="b.html#%E5%85%BB">7</a>',
  ));
  await writeFile(path.join(folder, 'b.html'), page('<p id="养"></p><script>x()</script>'));
  await writeFile(path.join(folder, 'alone.html'), page(''));
  const site = await readSite(folder);
  assert.deepEqual(linkProblems(site).map((p) => p.replace(/^index.html: /, '')), [
    '<a href="b.html#no"> has no such anchor',
    '<a href="c.html"> leads nowhere',
    '<a href="/b.html"> is not relative',
    '<a href="./"> names no file',
    '<img src="//x/y.png"> is not relative',
    '<a href="javascript:x()"> is not of this site',
    'id "i" twice',
  ]);
  assert.deepEqual(unreachable(site), ['alone.html']);
  assert.deepEqual(inlineProblems(site), ['b.html: inline <script>', 'index.html: <a onclick>', 'index.html: <p style>']);
  assert.ok((await htmlProblems(site)).length > 0);
});
