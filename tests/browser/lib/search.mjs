// 和检索页打交道。 Dealing with the search page.

import assert from 'node:assert/strict';

/** What the page's own engine finds: {words, hits}. */
export function hitsOf(page, query) {
  return page.evaluate(async (text) => {
    const hits = await window.qingdanSearch.search(text);
    return {
      words: window.qingdanSearch.words(text),
      hits: hits.map(({ code, id, name, href, departments }) => ({ code, id, name, href, departments })),
    };
  }, query);
}

/** Waits until the page shows what the engine finds, and announces how many. */
export async function expectResults(page, query) {
  await page.waitForFunction(() => window.qingdanSearch?.ready());
  const found = await hitsOf(page, query);
  const { hits } = found;
  await page.waitForFunction(({ names, count }) => {
    const links = [...document.querySelectorAll('#search li a')].map((a) => a.textContent);
    const status = document.querySelector('#search [role="status"]').textContent;
    // Long lists are shown in parts.
    const shown = links.length === 0 ? names.length === 0 : links.every((text, i) => text === names[i]);
    return shown && (count === 0 || new RegExp(`(^|\\D)${count}(\\D|$)`).test(status));
  }, { names: hits.map((hit) => hit.name), count: hits.length });
  const links = await page.locator('#search li a').count();
  assert.equal(links, Math.min(hits.length, Math.max(links, 20)), 'results are missing from the page');
  return found;
}

/** Types a query and waits for its results. */
export async function ask(page, query) {
  await page.locator('#q').fill(query);
  return expectResults(page, query);
}
