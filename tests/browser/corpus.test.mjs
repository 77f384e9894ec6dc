// 真实的清单：放在仓库旁边的 ../shared/corpus，不随仓库发布；没有就跳过。
// Real lists, kept beside the repository and not published with it; skipped where they are not.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { axeProblems } from './lib/axe.mjs';
import { few, htmlProblems, inlineProblems, linkProblems, readSite, unreachable } from './lib/html.mjs';
import { ask } from './lib/search.mjs';
import { build, duties, openBrowser, program, qingdan, serve, shared, temporary, withPage } from './lib/setup.mjs';

const CODES = { '000': '652327202', '001': '652325206' };

const corpus = path.join(shared, 'corpus');
const files = existsSync(corpus) ? await readdir(corpus) : [];
const documents = Object.entries(CODES)
  .map(([number, code]) => ({ code, file: files.find((file) => file.startsWith(`${number}_`)) }))
  .filter(({ file }) => file !== undefined);

const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

if (documents.length < 2) {
  test('没有 ../shared，跳过真实文件的测试 · no ../shared: tests with real documents are skipped', { skip: true });
} else {
  const root = path.join(await temporary(), 'site');
  await qingdan('init', root, '--empty');
  for (const { code, file } of documents) await qingdan('--root', root, '-q', 'import', path.join(corpus, file), '--code', code);
  const all = await duties(root);
  const out = await build(root);
  const site = await readSite(out);
  const { base } = await serve(out);
  const browser = await openBrowser();
  const address = (file) => pathToFileURL(path.join(out, file)).href;

  suite('两份真实清单建成的站点 · a site of two real lists', () => {
    test('每个事项一页 · a page for every duty', () => {
      assert.ok(all.length > 400, `${all.length} duties`);
      none(all.map(({ code, id }) => `${code}/${id}.html`).filter((file) => !site.pages.has(file)));
    });
    test('没有断链 · no dead links', () => none(linkProblems(site)));
    test('每一页都走得到 · every page is within reach', () => none(unreachable(site).filter((file) => file !== '404.html')));
    test('没有内联的脚本和样式 · nothing inline', () => none(inlineProblems(site)));
    test('html-validate 挑不出毛病 · html-validate finds nothing on any page', async () => none(await htmlProblems(site)));

    test('从磁盘打开，点得进去 · opens from the disk', async () => {
      await withPage(browser, {}, async (page) => {
        await page.goto(address('index.html'));
        await page.locator(`main a[href="${CODES['000']}/index.html"]`).first().click();
        await page.locator('body.page-township').waitFor();
        await page.locator('main a[href="coop.html"]').first().click();
        await page.locator('body.page-list').waitFor();
        await page.locator('main a[href="c19.html"]').first().click();
        await page.locator('body.page-duty').waitFor();
      });
    });

    test('无障碍，320 px 不横向滚动 · accessible and without sideways scrolling at 320 px', async () => {
      const doubtful = all.find((duty) => duty.findings.length > 0);
      const pages = ['index.html', `${CODES['000']}/index.html`, `${CODES['001']}/coop.html`, `${CODES['000']}/c19.html`];
      if (doubtful) pages.push(`${doubtful.code}/${doubtful.id}.html`);
      await withPage(browser, { viewport: { width: 320, height: 640 } }, async (page) => {
        for (const file of pages) {
          await page.goto(base + file);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(sideways <= 0, `${file} scrolls sideways by ${sideways} px`);
          none((await axeProblems(page)).map((problem) => `${file}: ${problem}`));
        }
      });
    });

    for (const query of ['养犬', '残疾人证', '高龄津贴', '秸秆', '消防站', '私屠滥宰', '农业农村局']) {
      test(`检索「${query}」，第一条就是 · the first result is about it`, async () => {
        await withPage(browser, {}, async (page) => {
          await page.goto(address('search.html'));
          const { hits: [first] } = await ask(page, query);
          const duty = all.find(({ code, id }) => code === first?.code && id === first?.id);
          const there = [duty?.name ?? '', ...(query.endsWith('局') ? duty?.departments ?? [] : [])];
          assert.ok(there.some((text) => text.includes(query)), `first is ${duty?.name}（${duty?.departments}）`);
          // 名称里有这个词的，短的在前：整件事说的就是它。 Of the names that have it the shortest is about it.
          const named = all.map(({ name }) => name).filter((name) => name.includes(query));
          if (named.length > 0) assert.equal(duty.name.length, Math.min(...named.map((name) => name.length)), duty.name);
          assert.equal(await page.locator('#search li a').first().textContent(), duty.name);
        });
      });
    }
  });

  const fidelity = path.join(shared, 'tools', 'fidelity.py');
  const gold = path.join(shared, 'gold', '000.jsonl');
  const missing = !existsSync(fidelity) || !existsSync(gold);
  test('与逐字核对过的答案一致，没有不声不响的错误 · agrees with what people read, no silent errors', { skip: missing }, async () => {
    const [{ code, file }] = documents;
    const { stdout } = await promisify(execFile)('python3', [fidelity, path.resolve(program), path.join(corpus, file), gold, '--code', code]);
    const result = JSON.parse(stdout.trim().split('\n').at(-1));
    const { duties: count, exact, silent, false_alarm: alarms } = result;
    assert.ok(count > 0);
    assert.deepEqual({ exact, silent, alarms }, { exact: count, silent: 0, alarms: 0 }, stdout);
  });
}
