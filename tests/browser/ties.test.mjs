// 谁和谁有什么关系：条款里的链接、法律法规页、类别页、部门往来图。
// Who has to do with whom: links in clauses, pages of laws and categories, the drawing round a department.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { axeProblems } from './lib/axe.mjs';
import { few, htmlProblems, inlineProblems, linkProblems, readSite, textOf, unreachable } from './lib/html.mjs';
import { build, duties, openBrowser, repo, serve, temporary, withPage } from './lib/setup.mjs';

const WIDE = { viewport: { width: 1280, height: 900 } };
const NARROW = { viewport: { width: 320, height: 640 } };
const DARK = { ...WIDE, colorScheme: 'dark' };

const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);

// 示例站点，一个条款换成引用法规的。 The demonstration, with one clause that cites laws.
const root = path.join(await temporary(), 'site');
for (const part of ['content', 'qingdan.toml', 'templates']) await cp(path.join(repo, part), path.join(root, part), { recursive: true });
const list = path.join(root, 'content/990121201/coop.md');
const clause = /(?<=### 上级部门职责\n\n1\\?\. ?).*?(?=；|。)/u;
const before = await readFile(list, 'utf8');
const CITING = '县公安局依据《槐川县渡口管理办法》第十二条和《渡运登记表》核查船只';
assert.match(before, clause);
await writeFile(list, before.replace(clause, CITING));

const out = await build(root);
const site = await readSite(out);
const { base } = await serve(out);
const browser = await openBrowser();

const of = (kind) => [...site.pages].filter(([, page]) => page.kind === kind);
const largest = (kind) => of(kind).sort(([, a], [, b]) => b.size - a.size)[0][0];
const hasClass = ({ attributes }, name) => (attributes.class ?? '').split(' ').includes(name);
const law = of('law').find(([, page]) => page.all.some(({ name, node }) => name === 'h1' && textOf(node).includes('渡口管理办法')))[0];

suite('文件 · the files', () => {
  test('没有断链，每一页都走得到，没有内联的脚本和样式 · links hold, all is within reach, nothing inline', () => {
    none(linkProblems(site));
    none(unreachable(site).filter((file) => ['law', 'around', 'category'].includes(site.pages.get(file).kind)));
    none(inlineProblems(site));
  });

  test('html-validate 挑不出毛病 · html-validate finds nothing', async () => {
    const kinds = ['law', 'around', 'category', 'duty', 'sitemap'];
    const pages = new Map([...site.pages].filter(([, page]) => kinds.includes(page.kind)));
    none(await htmlProblems({ ...site, pages }));
  });
});

suite('条款里的链接 · links in clauses', () => {
  test('条款的文字一字不差，链接之内之外合起来就是原文 · the words of every clause are the document’s', async () => {
    const wrong = [];
    for (const duty of await duties(root)) {
      const page = site.pages.get(`${duty.code}/${duty.id}.html`);
      const shown = page.all.filter((e) => e.name === 'span' && hasClass(e, 'words'))
        .map(({ node }) => (node.parentNode.childNodes[0] === node ? '' : textOf(node.parentNode.childNodes[0])) + textOf(node));
      const printed = [duty.upper, duty.township, duty.method].flatMap((text) => text.split('\n')).filter(Boolean);
      // 编号后的空格由页面统一。 The blank behind a number is the page's own.
      const bare = (text) => text.replaceAll(' ', '');
      if (shown.map(bare).join('\n') !== printed.map(bare).join('\n')) wrong.push(`${duty.code}/${duty.id}`);
    }
    none(wrong);
  });

  test('提到部门的成为链接，不链到自己，清单页上没有 · departments are links; lists have none', () => {
    const links = (kind) => of(kind).flatMap(([file, page]) => page.all.filter((e) => hasClass(e, 'mention')).map((e) => [file, e.attributes.href]));
    assert.ok(links('duty').filter(([, href]) => href.startsWith('../d/')).length > 20);
    assert.ok(links('duty').some(([, href]) => href.startsWith('../law/')));
    none(links('duty').filter(([file, href]) => path.posix.join(path.posix.dirname(file), href) === file));
    none(links('list'));
  });

  test('不靠颜色也看得出，打印时只是文字 · told by more than colour, and plain text on paper', async () => {
    const [file] = of('duty').find(([, page]) => page.all.some((e) => hasClass(e, 'mention')));
    await withPage(browser, WIDE, async (page) => {
      await page.goto(base + file);
      const line = () => page.locator('a.mention').first().evaluate((e) => getComputedStyle(e).textDecorationLine);
      assert.equal(await line(), 'underline');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await line(), 'none');
    });
  });
});

suite('法律法规页 · pages of laws', () => {
  test('谁在哪一条、哪句话里引用 · who cites which article in which sentence', async () => {
    await withPage(browser, { ...WIDE, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}sitemap.html`);
      await page.getByRole('link', { name: '《槐川县渡口管理办法》' }).click();
      await page.locator('body.page-law').waitFor();
      assert.equal(await page.locator('main h2').innerText(), '第十二条');
      assert.equal(await page.locator('.cited mark').innerText(), '《槐川县渡口管理办法》第十二条');
      assert.ok((await page.locator('.cited').innerText()).includes(CITING));
      await page.locator('.cited + p a').click();
      assert.match(page.url(), /#u1$/);
      assert.ok((await page.locator(':target').innerText()).includes(CITING));
    });
  });
});

suite('部门往来图 · the drawing round a department', () => {
  const files = of('around').map(([file]) => file);

  test('图里有的表里都有，人数对得上 · the tables have all that the drawing has', () => {
    assert.ok(files.length > 5);
    for (const file of files) {
      const { all } = site.pages.get(file);
      const drawn = all.filter(({ name, node }) => name === 'a' && node.parentNode.tagName === 'svg');
      const told = new Set(all.filter(({ name, attributes }) => name === 'th' && attributes.scope === 'row').map(({ node }) => textOf(node)));
      assert.ok(drawn.length > 0, file);
      for (const { node, attributes } of drawn) {
        const name = attributes['aria-label'].split(' ')[0];
        assert.ok(told.has(name), `${file}: ${name}`);
        assert.ok(textOf(node).endsWith(name), `${file}: ${name}`);
      }
    }
  });

  for (const [look, options] of Object.entries({ '320 px': NARROW, '1280 px': WIDE })) {
    test(`字不相叠，不出图外，点得准 · no words overlap, none stand outside, targets are large enough: ${look}`, async () => {
      await withPage(browser, options, async (page) => {
        await page.goto(base + largest('around'));
        const problems = await page.locator('svg').first().evaluate((svg) => {
          const figure = document.querySelector('figure svg');
          const frame = figure.getBoundingClientRect();
          const words = [...figure.querySelectorAll('text')].map((e) => ({ text: e.textContent, box: e.getBoundingClientRect() }));
          const found = [];
          for (const [i, { text, box }] of words.entries()) {
            if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) found.push(`${text} stands outside`);
            for (const other of words.slice(i + 1)) {
              const apart = box.right <= other.box.left || other.box.right <= box.left || box.bottom <= other.box.top || other.box.bottom <= box.top;
              if (!apart) found.push(`${text} overlaps ${other.text}`);
            }
          }
          for (const link of figure.querySelectorAll('a')) {
            const box = link.getBoundingClientRect();
            if (box.height < 24 || box.width < 24) found.push(`${link.textContent} is small: ${box.height}`);
          }
          const size = figure.getBoundingClientRect().width / figure.viewBox.baseVal.width * 15;
          if (size < 12) found.push(`letters of ${size} px`);
          return found;
        });
        none(problems);
      });
    });
  }

  test('键盘走得到，回车就打开 · can be walked and followed with the keyboard', async () => {
    await withPage(browser, WIDE, async (page) => {
      await page.goto(base + largest('around'));
      await page.locator('figure svg a').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('body.page-department, body.page-township').waitFor();
    });
  });

  test('印在纸上看得清 · readable on paper', async () => {
    await withPage(browser, WIDE, async (page) => {
      await page.goto(base + largest('around'));
      await page.emulateMedia({ media: 'print' });
      const [text, box] = await Promise.all(['.tie-hub text', '.tie-hub rect'].map((part) => page.locator(part).evaluate((e) => getComputedStyle(e).fill)));
      assert.notEqual(text, box);
    });
  });
});

suite('无障碍，窄屏不横向滚动，不违反 CSP · accessible, fits 320 px, keeps the policy', () => {
  const pages = { law: () => law, around: () => largest('around'), category: () => largest('category') };
  for (const [kind, file] of Object.entries(pages)) {
    for (const [look, options] of Object.entries({ '1280 px': WIDE, '320 px': NARROW, '深色 dark': DARK })) {
      test(`${kind}, ${look}`, async () => {
        await withPage(browser, options, async (page, problems) => {
          await page.goto(base + file());
          await page.locator('details').evaluateAll((all) => all.forEach((e) => { e.open = true; }));
          none(problems);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'scrolls sideways');
          none(await axeProblems(page));
        });
      });
    }
  }
});
