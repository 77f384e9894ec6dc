// 直接从磁盘打开：U 盘里、内网里、没有服务器的地方。
// From the disk, without a server: file:// refuses fetch(), modules and folders without a file name.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ask } from './lib/search.mjs';
import { build, openBrowser, withPage } from './lib/setup.mjs';

const out = await build();
const browser = await openBrowser();
const home = pathToFileURL(path.join(out, 'index.html')).href;

test('从 index.html 点得进去 · links work from index.html on', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(home);
    for (const [link, kind] of [
      ['main a[href$="101/index.html"]', 'township'], ['main a[href="coop.html"]', 'list'],
      ['main a[href="c2.html"]', 'duty'], ['main a[href^="../d/"]', 'department'], ['.site-nav a[href$="search.html"]', 'search'],
    ]) {
      await page.locator(link).first().click();
      await page.locator(`body.page-${kind}`).waitFor();
    }
    const styled = await page.evaluate(() => document.styleSheets.length > 0);
    assert.ok(styled, 'the style sheet is not loaded');
  });
});

test('检索能用 · search works', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(home);
    await page.locator('.site-nav a[href$="search.html"]').click();
    await page.locator('#q').waitFor();
    const { hits } = await ask(page, '养犬');
    assert.ok(hits.length > 0);
    const first = page.locator('#search li a').first();
    assert.match(await first.innerText(), /养犬/);
    await first.click();
    await page.locator('body.page-duty').waitFor();
    assert.match(await page.locator('h1').innerText(), /养犬/);
  });
});

test('正文里的字也找得到 · words that stand only in the text are found', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(new URL(`search.html?q=${encodeURIComponent('犬只狂犬病强制免疫')}`, home).href);
    const { hits } = await ask(page, '犬只狂犬病强制免疫');
    assert.ok(hits.length > 0);
    assert.equal(await page.locator('#search li mark').first().innerText(), '犬只狂犬病强制免疫');
  });
});
