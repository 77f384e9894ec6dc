// 部门页、各县同类部门、县的部门表：示例县加一个县、加几份清单，读屏、窄屏、打印、不用脚本。
// Pages of departments and lines, a county's matrix: the demonstration, another county and more townships.

import assert from 'node:assert/strict';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { axeProblems } from './lib/axe.mjs';
import { few, htmlProblems, inlineProblems, linkProblems, readSite, unreachable } from './lib/html.mjs';
import { build, openBrowser, repo, serve, temporary, withPage } from './lib/setup.mjs';

const WIDE = { viewport: { width: 1280, height: 900 } };
const NARROW = { viewport: { width: 320, height: 640 } };
const DARK = { ...WIDE, colorScheme: 'dark' };
const PLAIN = { ...NARROW, javaScriptEnabled: false };

const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

const root = path.join(await temporary(), 'site');
for (const part of ['content', 'qingdan.toml', 'templates']) await cp(path.join(repo, part), path.join(root, part), { recursive: true });

/** A township like 990121101 under another code and name, in another county if that is given. */
async function another(code, name, county = '槐川县') {
  const folder = path.join(root, 'content', code);
  await cp(path.join(root, 'content/990121101'), folder, { recursive: true });
  const own = /place = \[.*"(.*)"\]/.exec(await readFile(path.join(folder, 'index.md'), 'utf8'))[1];
  for (const file of await readdir(folder)) {
    const text = await readFile(path.join(folder, file), 'utf8');
    await writeFile(path.join(folder, file), text.replaceAll('990121101', code).replaceAll(own, name).replaceAll('槐川县', county));
  }
}
for (let n = 2; n <= 9; n += 1) await another(`99012110${n}`, `青石${'一二三四五六七八九'[n - 1]}镇`);
await another('990122101', '沙溪镇', '松原县');

const out = await build(root);
const site = await readSite(out);
const { base } = await serve(out);
const browser = await openBrowser();

const KINDS = ['department', 'line', 'county'];
const largest = (kind) => [...site.pages].filter(([, page]) => page.kind === kind).sort(([, a], [, b]) => b.size - a.size)[0][0];
const pages = Object.fromEntries(KINDS.map((kind) => [kind, largest(kind)]));

suite('文件 · the files', () => {
  test('没有断链，每一页都走得到，没有内联 · links hold, all is within reach, nothing inline', () => {
    none(linkProblems(site));
    none(unreachable(site).filter((file) => KINDS.includes(site.pages.get(file).kind)));
    none(inlineProblems(site));
  });

  test('html-validate 挑不出毛病 · html-validate finds nothing', async () => {
    const some = new Map(KINDS.map((kind) => [pages[kind], site.pages.get(pages[kind])]));
    none(await htmlProblems({ ...site, pages: some }));
  });
});

suite('无障碍，窄屏不横向滚动 · accessible, and the page does not scroll sideways', () => {
  for (const kind of KINDS) {
    for (const [look, options] of Object.entries({ '1280 px': WIDE, '320 px': NARROW, '深色 dark': DARK })) {
      test(`${kind}, ${look}`, async () => {
        await withPage(browser, options, async (page, problems) => {
          await page.goto(base + pages[kind]);
          // 折起来的也要看。 What is folded counts too.
          await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
          none(problems);
          const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          assert.ok(scroll <= client, `scrolls sideways: ${scroll} > ${client}`);
          none(await axeProblems(page));
        });
      });
    }
  }
});

suite('不用脚本 · without scripts', () => {
  test('从县的表点到部门页上那个乡镇 · from the matrix to the township on the department’s page', async () => {
    await withPage(browser, PLAIN, async (page) => {
      await page.goto(base + pages.county);
      const cell = page.locator('.matrix tbody tr').first().locator('td a').nth(1);
      const wanted = new URL(await cell.getAttribute('href'), page.url()).hash;
      assert.match(wanted, /^#t-\d{9}$/);
      await cell.click();
      await page.locator('body.page-department').waitFor();
      assert.equal(new URL(page.url()).hash, wanted);
      assert.ok(await page.locator(`${wanted} .line a`).first().isVisible());
    });
  });

  test('表格自己滚动，首列不动，键盘够得着 · the matrix scrolls by itself, its first column stays, keys reach it', async () => {
    await withPage(browser, NARROW, async (page) => {
      await page.goto(base + pages.county);
      const region = page.locator('.table-scroll');
      assert.equal(await region.getAttribute('tabindex'), '0');
      const head = page.locator('.matrix tbody th').first();
      const before = (await head.boundingBox()).x;
      const moved = await region.evaluate((e) => { e.scrollLeft = 200; return e.scrollLeft; });
      assert.ok(moved > 100, `nothing to scroll: ${moved}`);
      assert.ok(Math.abs((await head.boundingBox()).x - before) < 2);
    });
  });

  test('部门自己的话先看得到，别人的点开才看 · its own sentences are seen first, the others’ on demand', async () => {
    await withPage(browser, PLAIN, async (page) => {
      await page.goto(base + pages.department);
      assert.ok(await page.locator('.matter > .wording .said li').first().isVisible());
      const context = page.locator('details.context:has(.wording)').first();
      assert.ok(!(await context.locator('.said').first().isVisible()), 'folded at first');
      await context.locator('summary').click();
      assert.ok(await context.locator('.said').first().isVisible());
    });
  });

  test('每一句都回得到原文 · every sentence leads back to its place', async () => {
    await withPage(browser, PLAIN, async (page) => {
      await page.goto(base + pages.department);
      const item = page.locator('.matter > .wording .said li').first();
      const words = (await item.evaluate((e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(''))).trim();
      await item.locator('a.source').click();
      await page.locator('body.page-duty').waitFor();
      const { hash } = new URL(page.url());
      assert.ok((await page.locator(hash).innerText()).replace(/\s/g, '').includes(words.replace(/\s/g, '')), words);
    });
  });
});

test('几个乡镇写得一样的，只写一遍 · what several townships print alike is told once', async () => {
  await withPage(browser, WIDE, async (page) => {
    await page.goto(base + pages.department);
    const shared = await page.locator('.matter:has(details.context summary .tag)').evaluateAll((all) => all
      .map((one) => ({ wordings: one.querySelectorAll(':scope > .wording').length, duties: one.querySelectorAll('details.context p a').length })));
    assert.ok(shared.length > 0, 'no matter of many townships');
    none(shared.filter(({ wordings, duties }) => duties > 6 && wordings > 4).map((one) => JSON.stringify(one)));
    assert.ok(shared.some(({ wordings }) => wordings === 1), 'ten townships that print the same are one wording');
  });
});

test('打印出来有表有句 · on paper there are the table and the sentences', async () => {
  await withPage(browser, WIDE, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(base + pages.department);
    assert.ok(await page.locator('.matter > .wording .said li').first().isVisible());
    assert.ok(!(await page.locator('.jump').isVisible()));
    assert.ok(!(await page.locator('details.context:has(.wording) summary').first().isVisible()), 'what is folded is left out');
    await page.goto(base + pages.county);
    assert.ok(await page.locator('.matrix').isVisible());
  });
});
