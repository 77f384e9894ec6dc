// 每一种页面：读屏、窄屏、深色、打印、锚点、不用脚本。
// Every kind of page: accessible, narrow, dark, on paper, linked into, without scripts.

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { axeProblems } from './lib/axe.mjs';
import { few, readSite } from './lib/html.mjs';
import { build, openBrowser, openPage, serve, withPage } from './lib/setup.mjs';

const WIDE = { viewport: { width: 1280, height: 900 } };
const NARROW = { viewport: { width: 320, height: 640 } };
const DARK = { ...WIDE, colorScheme: 'dark' };

const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

/** The largest page of each kind; the three lists and their duties are kinds of their own. */
function sample({ pages }) {
  const lists = { b: 'basic', c: 'coop', r: 'reclaimed', basic: 'basic', coop: 'coop', reclaimed: 'reclaimed' };
  const best = new Map();
  for (const [file, page] of pages) {
    const list = lists[/\/(basic|coop|reclaimed|[bcr])\d*\.html$/.exec(file)?.[1]];
    const kind = page.kind === 'list' || page.kind === 'duty' ? `${page.kind} ${list}` : page.kind;
    if (!best.has(kind) || best.get(kind).size < page.size) best.set(kind, { kind, file, size: page.size });
  }
  return best;
}

const out = await build();
const site = await readSite(out);
const samples = sample(site);
const { base, strays } = await serve(out);
const browser = await openBrowser();

const KINDS = [
  'home', 'county', 'township', 'list basic', 'list coop', 'list reclaimed', 'duty basic', 'duty coop', 'duty reclaimed',
  'same', 'department', 'line', 'category', 'search', 'sitemap', 'about', 'not-found',
];

test('每一种页面都有 · the demonstration has every kind of page', () => {
  assert.deepEqual(KINDS.filter((kind) => !samples.has(kind)), []);
});

/** The address of a sample. */
const at = (kind) => base + samples.get(kind).file;

suite('每一种页面都无障碍，窄屏不横向滚动，不违反 CSP · accessible, fits 320 px, keeps the policy', () => {
  const looks = { '1280 px': WIDE, '320 px': NARROW, '深色 dark': DARK };
  for (const kind of [...KINDS, 'search results']) {
    for (const [look, options] of Object.entries(looks)) {
      test(`${kind}, ${look}`, async () => {
        await withPage(browser, options, async (page, problems) => {
          if (kind === 'search results') {
            await page.goto(`${at('search')}?q=养犬`);
            await page.locator('#search li a').first().waitFor();
          } else {
            await page.goto(at(kind));
          }
          none(problems);
          const { scroll, client } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
          }));
          assert.ok(scroll <= client, `scrolls sideways: ${scroll} > ${client}`);
          none(await axeProblems(page));
        });
      });
    }
  }

  test('什么都没有去站点之外取 · nothing was asked for outside the sub-path', () => none(strays));
});

suite('小屏上也点得准 · targets are large enough', () => {
  for (const kind of ['home', 'list coop', 'duty coop', 'search']) {
    test(`${kind}: links of navigation, fields and buttons are at least 24 px`, async () => {
      await withPage(browser, NARROW, async (page) => {
        await page.goto(at(kind));
        const small = await page.locator('nav a, form input, form button, button').evaluateAll((all) => all
          .map((e) => ({ text: e.textContent.trim() || e.tagName, nav: e.closest('nav')?.className ?? '', box: e.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ text, nav, box }) => `${nav} ${text}: ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`));
        none(small);
      });
    });
  }
});

suite('不用脚本 · without JavaScript', () => {
  test('从首页点到部门 · home → township → list → duty → department, by links', async () => {
    await withPage(browser, { ...WIDE, javaScriptEnabled: false }, async (page) => {
      const kind = async () => (await page.locator('body').getAttribute('class')).replace(/.*page-([\w-]+).*/, '$1');
      const follow = async (selector) => {
        await page.locator(selector).first().click();
        await page.waitForLoadState();
      };
      await page.goto(`${base}index.html`);
      await follow('main a[href$="101/index.html"]');
      assert.equal(await kind(), 'township');
      await follow('main a[href="coop.html"]');
      assert.equal(await kind(), 'list');
      const name = await page.locator('main a[href="c2.html"]').first().innerText();
      await follow('main a[href="c2.html"]');
      assert.equal(await kind(), 'duty');
      assert.ok((await page.locator('h1').innerText()).includes(name));
      const department = await page.locator('main a[href^="../d/"]').first().innerText();
      await follow('main a[href^="../d/"]');
      assert.equal(await kind(), 'department');
      // What it is told by in the duty is its name or one of its other names.
      assert.ok((await page.locator('main').innerText()).includes(department));
      assert.ok((await page.locator('main').innerText()).includes(name), 'the department leads back to the duty');
    });
  });

  test('检索页仍可浏览 · the search page still offers ways to browse', async () => {
    await withPage(browser, { ...WIDE, javaScriptEnabled: false }, async (page) => {
      await page.goto(at('search'));
      assert.ok(await page.locator('noscript').first().isVisible(), 'says that search needs scripts');
      assert.ok(await page.locator('main a[href^="category/"]').count() >= 10);
      assert.ok(await page.locator('main a[href^="d/"]').count() >= 10);
      await page.locator('main a[href^="category/"]').first().click();
      await page.locator('body.page-category').waitFor();
    });
  });
});

suite('别处怎么做 · the same duty elsewhere', () => {
  test('不用脚本，从事项点到各地对照，再点到别处的那一条 · duty → side by side → another township\'s clause', async () => {
    const same = samples.get('same').file;
    const start = [...site.pages].find(([, { kind, all }]) => kind === 'duty' &&
      all.some((e) => e.name === 'a' && e.attributes.href === `../${same}`))[0];
    await withPage(browser, { ...NARROW, javaScriptEnabled: false }, async (page) => {
      await page.goto(base + start);
      await page.locator(`.elsewhere a[href="../${same}"]`).click();
      await page.locator('body.page-same').waitFor();
      const own = start.split('/')[0];
      const clause = page.locator(`p.wording-who a[href*="#"]:not([href*="${own}"])`).first();
      const anchor = (await clause.getAttribute('href')).split('#')[1];
      await clause.click();
      await page.locator('body.page-duty').waitFor();
      assert.ok(await page.locator(`li.clause#${anchor}`).isVisible());
    });
  });

  test('不同之处不只靠颜色 · differences are told by more than colour', async () => {
    await withPage(browser, WIDE, async (page) => {
      await page.goto(at('same'));
      const mark = page.locator('.wording-text mark.different').first();
      assert.equal(await mark.evaluate((e) => getComputedStyle(e).textDecorationLine), 'underline');
      assert.ok(await page.locator('.same-legend mark.different').first().isVisible(), 'a legend says what the marks mean');
    });
  });

  test('收回的事项，先说乡镇不再办、由谁办、怎么办 · a reclaimed duty says first who does it and how', async () => {
    await withPage(browser, NARROW, async (page) => {
      await page.goto(at('duty reclaimed'));
      const notice = page.locator('.notice-reclaimed');
      assert.match(await notice.innerText(), /不再办理[^]*现在由谁办：[^]*现在怎么办：/);
      assert.ok(await notice.locator('a[href^="../d/"]').first().isVisible());
      const top = async (selector) => (await page.locator(selector).first().boundingBox()).y;
      assert.ok(await top('.notice-reclaimed') < await top('.facts'));
    });
  });
});

suite('待核的事项看得到原样 · a doubtful duty shows its source', () => {
  const has = (page, name) => page.all.some((e) => (e.attributes.class ?? '').split(' ').includes(name));
  const doubtful = [...site.pages].filter(([, page]) => page.kind === 'duty' && has(page, 'doubt'));

  test('有待核的，也都有原样，别的没有 · every one of them, and no other', () => {
    assert.ok(doubtful.length > 0);
    const wrong = [...site.pages].filter(([, page]) => page.kind === 'duty' && has(page, 'doubt') !== has(page, 'original'));
    none(wrong.map(([file]) => file));
  });

  for (const [look, options] of Object.entries({ '1280 px': WIDE, '320 px': NARROW, '深色 dark': DARK })) {
    test(`不用脚本就看得到，标出疑处，可以收起 · seen without scripts, marked, can be folded: ${look}`, async () => {
      await withPage(browser, { ...options, javaScriptEnabled: false }, async (page) => {
        await page.goto(base + doubtful[0][0]);
        const original = page.locator('.notice-doubt details.original');
        const mark = original.locator('mark').first();
        assert.ok(await mark.isVisible(), 'open from the beginning');
        const found = await page.locator('.notice-doubt blockquote mark').first().innerText();
        assert.equal(await mark.innerText(), found, 'the same words are marked');
        await original.locator('summary').click();
        assert.ok(!(await mark.isVisible()), 'folded by a click');
      });
      await withPage(browser, options, async (page, problems) => {
        await page.goto(base + doubtful[0][0]);
        none(problems);
        none(await axeProblems(page));
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      });
    });
  }
});

suite('打印 · on paper', () => {
  for (const kind of ['list coop', 'duty coop', 'township', 'same']) {
    test(`${kind}: navigation is left out, the text is there, a PDF has pages`, async () => {
      await withPage(browser, WIDE, async (page) => {
        await page.goto(at(kind));
        const links = await page.locator('nav a').count();
        assert.ok(links > 0);
        const text = (await page.locator('main').innerText()).length;
        await page.emulateMedia({ media: 'print' });
        for (const part of await page.locator('nav, form, .skip').all()) {
          assert.ok(!(await part.isVisible()), await part.evaluate((e) => e.outerHTML.slice(0, 120)));
        }
        assert.ok(await page.locator('h1').isVisible());
        assert.ok((await page.locator('main').innerText()).length > text / 2);
        const pdf = await page.pdf({ format: 'A4' });
        assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
        const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        assert.ok(pages >= (kind === 'list coop' ? 2 : 1), `${pages} pages`);
      });
    });
  }
});

suite('条款的锚点 · clauses can be linked to', () => {
  test('每条都有锚点 · every clause of every duty has an id', () => {
    const problems = [];
    for (const [file, { kind, all }] of site.pages) {
      if (kind !== 'duty') continue;
      const items = all.filter((e) => e.name === 'li' && /(^| )clause( |$)/.test(e.attributes.class ?? ''));
      for (const { attributes } of items) {
        if (!/^[utm]\d+(-\d+)*$/.test(attributes.id ?? '')) problems.push(`${file}: ${attributes.id}`);
      }
      if (items.length === 0 && !/\/b\d+\.html$/.test(file)) problems.push(`${file}: no clauses`);
    }
    none(problems);
  });

  test('打开锚点，条款就在眼前并标出来 · opening one brings it into view and marks it', async () => {
    await withPage(browser, NARROW, async (page) => {
      const ids = await (async () => {
        await page.goto(at('duty coop'));
        return page.locator('li.clause').evaluateAll((all) => all.map((e) => e.id));
      })();
      assert.ok(ids.includes('u1') && ids.includes('t1'));
      for (const id of ['u1', ids.at(-1)]) {
        await page.goto('about:blank');
        await page.goto(`${at('duty coop')}#${id}`);
        const clause = page.locator(`#${id}`);
        await page.waitForFunction((wanted) => {
          const { top, bottom } = document.getElementById(wanted).getBoundingClientRect();
          return document.querySelector(':target')?.id === wanted && bottom > 0 && top < innerHeight;
        }, id);
        const look = (locator) => locator.evaluate((e) => [e, e.querySelector('p')]
          .map((part) => getComputedStyle(part)).map((style) => style.backgroundColor + style.outline).join());
        const other = page.locator(`li.clause:not(#${id})`).first();
        assert.notEqual(await look(clause), await look(other), `#${id} looks like the others`);
      }
    });
  });

  test('每条旁边有它的链接 · each has its own link beside it', async () => {
    await withPage(browser, WIDE, async (page) => {
      await page.goto(at('duty coop'));
      await page.locator('#u1 a[href="#u1"]').first().click();
      assert.equal(new URL(page.url()).hash, '#u1');
    });
  });
});

test('走错了路也回得来 · an unknown address shows the 404 page, which leads back', async () => {
  const { page, context } = await openPage(browser, WIDE);
  const response = await page.goto(`${base}no-such-page.html`);
  assert.equal(response.status(), 404);
  await page.locator('main a[href="index.html"]').first().click();
  await page.locator('body.page-home').waitFor();
  await context.close();
});
