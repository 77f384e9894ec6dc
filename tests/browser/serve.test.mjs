// qingdan serve：改了就刷新，改坏了就说，改好了就回来。
// The preview: reloads on change, tells what is broken, recovers.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { openBrowser, openPage, PATIENCE, repo, startQingdan, temporary } from './lib/setup.mjs';

const root = path.join(await temporary(), 'site');
for (const part of ['qingdan.toml', 'content', 'templates', 'themes']) {
  await cp(path.join(repo, part), path.join(root, part), { recursive: true });
}
const server = startQingdan('--root', root, 'serve', '--port', '0');
const browser = await openBrowser();

/** The address is the first line on stdout. */
const address = await new Promise((resolve, reject) => {
  let said = '';
  let complaint = '';
  server.stderr.on('data', (data) => { complaint += data; });
  server.stdout.on('data', (data) => {
    said += data;
    const found = /^(http:\/\/\S+)\r?\n/.exec(said);
    if (found) resolve(found[1]);
  });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`qingdan serve ended with ${code}\n${complaint}`)));
  setTimeout(() => reject(new Error(`no address on stdout: ${said}\n${complaint}`)), PATIENCE).unref();
});

const { page, problems } = await openPage(browser);

/** Replaces text in a file of the site, as an editor would. */
async function edit(file, from, to) {
  const target = path.join(root, file);
  const text = await readFile(target, 'utf8');
  assert.ok(text.includes(from), `${file} has no ${from}`);
  await writeFile(target, text.replace(from, to));
}

test('只听本机，带着 CSP · listens on this machine only and sends the policy', async () => {
  assert.match(address, /^http:\/\/127\.0\.0\.1:[1-9]\d*\/$/);
  const response = await page.goto(address);
  assert.equal(response.status(), 200);
  assert.equal(response.headers()['content-security-policy'], "default-src 'self'");
  assert.equal((await page.goto(`${address}no-such-page.html`)).status(), 404);
  problems.length = 0; // the console notes the 404
});

test('改了内容，页面自己刷新 · a change of content shows by itself', async () => {
  await page.goto(`${address}990121101/c2.html`);
  await page.getByRole('heading', { level: 1, name: '文明养犬管理工作' }).waitFor();
  await edit('content/990121101/coop.md', '文明养犬管理工作', '文明养犬管理工作试改');
  await page.getByRole('heading', { level: 1, name: '文明养犬管理工作试改' }).waitFor();
});

test('改了模板，页面自己刷新 · a change of a template shows by itself', async () => {
  await edit('templates/partials/footer.html', '<footer class="site-footer">', '<footer class="site-footer"><p>页脚试改</p>');
  await page.getByText('页脚试改').waitFor();
  assert.deepEqual(problems, []);
});

/** Breaks a file, expects the page to say where, mends it, expects the page back. */
async function breakAndMend(file, bad, back) {
  const target = path.join(root, file);
  const good = await readFile(target, 'utf8');
  const name = path.posix.basename(file);
  try {
    await writeFile(target, bad(good));
    await page.getByText('网站没有生成').first().waitFor();
    await page.waitForFunction((wanted) => document.body.textContent.includes(wanted), name, { timeout: 10_000 })
      .catch(async () => assert.fail(`the page does not name ${file}:\n${await page.locator('body').innerText()}`));
  } finally {
    await writeFile(target, good);
    await back().waitFor();
  }
}

test('内容改坏了，页面说哪里坏了；改好了就回来 · broken content is told on the page, with its file; mended, the page is back', () =>
  breakAndMend('content/990121101/index.md', (text) => text.replace('edition = "2025-08"', 'edition = = 八月'),
    () => page.getByRole('heading', { level: 1, name: '文明养犬管理工作试改' })));

test('模板改坏了也一样 · the same with a template', () =>
  breakAndMend('templates/partials/footer.html', (text) => `${text}{% if %}`, () => page.getByText('页脚试改')));

test('它还在运行 · it is still running', () => assert.equal(server.exitCode, null));
