// 核对单：从文件夹打开，不取别的东西，无障碍，窄屏和纸上都能看。
// The review sheet: opens from a folder, asks for nothing, accessible, narrow and on paper.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeProblems } from './lib/axe.mjs';
import { few } from './lib/html.mjs';
import { openBrowser, qingdan, repo, temporary, withPage } from './lib/setup.mjs';

const WIDE = { viewport: { width: 1280, height: 900 } };
const NARROW = { viewport: { width: 320, height: 640 } };

const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

/** The demonstration, with a number that is printed twice and a script where text belongs. */
async function sheet() {
  const root = path.join(await temporary(), 'site');
  await cp(path.join(repo, 'content'), path.join(root, 'content'), { recursive: true });
  await cp(path.join(repo, 'qingdan.toml'), path.join(root, 'qingdan.toml'));
  const basic = path.join(root, 'content/990121101/basic.md');
  const text = await readFile(basic, 'utf8');
  await writeFile(basic, text.replace('\n## 2 ', '\n## 1 \\<script\\>alert(1)\\</script\\>'));
  await qingdan('--root', root, 'review');
  return pathToFileURL(path.join(root, 'review.html')).href;
}

const address = await sheet();
const browser = await openBrowser();

suite('核对单 · the review sheet', () => {
  for (const [look, options] of Object.entries({ '1280 px': WIDE, '320 px': NARROW })) {
    test(`无障碍，不横向滚动，不取别的东西 · accessible, fits, asks for nothing: ${look}`, async () => {
      await withPage(browser, options, async (page, problems) => {
        const asked = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.goto(address);
        assert.deepEqual(asked, [address]);
        none(problems);
        for (const folded of await page.locator('details').all()) {
          await folded.evaluate((e) => { e.open = true; });
        }
        const { scroll, client } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
        }));
        assert.ok(scroll <= client, `scrolls sideways: ${scroll} > ${client}`);
        none(await axeProblems(page));
      });
    });
  }

  test('每个链接都在本页里有着落，锚点不重复 · links stay on the page and arrive', async () => {
    await withPage(browser, { ...WIDE, javaScriptEnabled: true }, async (page) => {
      await page.goto(address);
      none(await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
        const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${id}`);
        const lost = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))
          .filter((href) => !href.startsWith('#') || !document.getElementById(href.slice(1)));
        return [...twice, ...lost];
      }));
      assert.equal(await page.locator('script').count(), 0);
      assert.ok((await page.locator('main').innerText()).includes('<script>alert(1)</script>'));
    });
  });

  test('疑处标在两边，修整折着 · the part is marked on both sides, repairs are folded', async () => {
    await withPage(browser, { ...WIDE, javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      const row = page.locator('.sides tr', { has: page.locator('mark', { hasText: /^and$/ }) }).first();
      assert.equal(await row.locator('td').nth(0).locator('mark').innerText(), 'and');
      assert.equal(await row.locator('td').nth(1).locator('mark').innerText(), 'and');
      const notes = page.locator('details.notes').first();
      assert.ok(!(await notes.locator('table').isVisible()));
      await notes.locator('summary').click();
      assert.ok(await notes.locator('table').isVisible());
    });
  });

  test('打印：有方框，没有要粘贴的几行 · on paper: boxes to tick, nothing to paste', async () => {
    await withPage(browser, WIDE, async (page) => {
      await page.goto(address);
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.ticks').first().isVisible());
      assert.ok(!(await page.locator('.entries').first().isVisible()));
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(pages >= 3, `${pages} pages`);
    });
  });
});
