// 检索：找得全，事项名称在前，标出命中，不怕乱输入，只用键盘也行。
// Search: complete, names first, matches marked, not afraid of any input, usable by keyboard alone.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { few } from './lib/html.mjs';
import { ask, expectResults, hitsOf } from './lib/search.mjs';
import { build, duties, openBrowser, repo, serve, withPage } from './lib/setup.mjs';

const out = await build();
const all = await duties(repo);
const { base } = await serve(out);
const browser = await openBrowser();
const searchPage = `${base}search.html`;

/** Random numbers that are the same on each run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** Pieces of 2 to 6 characters out of any field of any duty, with the duty they were taken from. */
function pieces(count) {
  const next = random(20250801);
  const some = [];
  while (some.length < count) {
    const duty = all[next(all.length)];
    const fields = [duty.name, duty.category, ...duty.departments, duty.upper, duty.township, duty.method];
    // A line at a time: a line break is nothing that people would look for.
    const lines = fields.flatMap((field) => field.split('\n')).filter((line) => [...line].length >= 2);
    const line = [...lines[next(lines.length)]];
    const length = Math.min(2 + next(5), line.length);
    const start = next(line.length - length + 1);
    const query = line.slice(start, start + length).join('');
    // With a letter, a hanzi or a digit in it, and no blank at its ends.
    if (/[\p{L}\p{N}]/u.test(query) && query === query.trim()) some.push({ query, duty });
  }
  return some;
}

/** As the engine folds: full width to half width, lower case. */
const fold = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ').toLowerCase();

suite('找得全、找得准 · complete and exact', () => {
  test('40 段随机文字，每一段都找得到它的出处，名称在前 · 40 random pieces of text each find their duty, names first', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      const problems = [];
      for (const { query, duty } of pieces(40)) {
        const { words, hits } = await hitsOf(page, query);
        const tell = (what) => problems.push(`「${query}」 (${duty.code}/${duty.id} ${duty.name}): ${what}`);
        if (words.length === 0) { tell('is taken for punctuation'); continue; }
        if (!hits.some((hit) => hit.code === duty.code && hit.id === duty.id)) tell(`not among ${hits.length} hits`);
        const inName = (name) => words.every((word) => fold(name).includes(word));
        if (all.some(({ name }) => inName(name)) && !inName(hits[0]?.name ?? '')) tell(`first is ${hits[0]?.name}`);
        const from = hits.findIndex((hit) => !inName(hit.name));
        const late = hits.find((hit, at) => from >= 0 && at > from && inName(hit.name));
        if (late) tell(`${late.name} comes behind duties that have it elsewhere`);
      }
      assert.equal(problems.length, 0, `\n${few(problems)}`);
    });
  });

  test('结果不多也不少 · the hits are just the duties that contain the words', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      const problems = [];
      for (const query of ['养犬', '残疾人证', '消防', '12345', 'App', 'ａｐｐ', '秸秆 焚烧', '县公安局负责', '十个工作日', '的', '农业农村局', '三会一课', 'C/D级']) {
        const { words, hits } = await hitsOf(page, query);
        const found = new Set(hits.map(({ code, id }) => `${code}/${id}`));
        for (const duty of all) {
          const text = fold([duty.name, duty.category, ...duty.departments, duty.upper, duty.township, duty.method].join('\n'));
          const expected = words.every((word) => text.includes(word));
          const key = `${duty.code}/${duty.id}`;
          if (expected !== found.has(key)) problems.push(`「${query}」: ${key} ${duty.name} ${expected ? 'is missing' : 'does not contain it'}`);
        }
      }
      assert.equal(problems.length, 0, `\n${few(problems)}`);
    });
  });

  test('结果都有页面 · every result leads to a page', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      const { hits } = await hitsOf(page, '负责');
      assert.ok(hits.length > 20);
      const dead = hits.map(({ href }) => href).filter((href) => !existsSync(path.join(out, href)));
      assert.deepEqual(dead, []);
    });
  });
});

suite('检索页 · the page', () => {
  test('命中的字标出来，结果数念出来 · matches are marked and the number of results is announced', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      for (const query of ['养犬', '12345', '槐川县水利局', '平安法治', '秸秆 焚烧']) {
        const { hits, words } = await ask(page, query);
        assert.ok(hits.length > 0, query);
        const items = await page.locator('#search li').evaluateAll((list) => list.map((li) => ({
          marks: [...li.querySelectorAll('mark')].map((m) => m.textContent), text: li.textContent,
        })));
        for (const { marks, text } of items) {
          assert.ok(marks.length > 0, `「${query}」: nothing is marked in ${text}`);
          // Neighbouring matches may be one mark: each is made of words.
          for (const mark of marks) assert.ok(words.some((word) => fold(mark).includes(word)), `「${query}」: ${mark} is marked`);
        }
      }
    });
  });

  test('收回的事项，结果里就说乡镇不再办、由谁办 · a result says that the township no longer does it, and who does', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      const { hits } = await ask(page, '收养登记');
      const shown = await page.locator('#search li').evaluateAll((list) => list.map((li) => li.querySelector('.negative')?.textContent ?? ''));
      assert.ok(hits.some(({ id }) => id.startsWith('r')));
      hits.slice(0, shown.length).forEach(({ id, departments }, at) => {
        if (!id.startsWith('r')) { assert.equal(shown[at], ''); return; }
        assert.match(shown[at], /不再办理这件事，现在由.+办理。$/);
        for (const name of departments) assert.ok(shown[at].includes(name), `${name}: ${shown[at]}`);
      });
    });
  });

  test('网址里的 ?q= 管用 · ?q= in the address works', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(`${searchPage}?q=${encodeURIComponent('养犬')}`);
      assert.equal(await page.locator('#q').inputValue(), '养犬');
      await expectResults(page, '养犬');
      assert.match(await page.locator('#search li a').first().innerText(), /养犬/);
    });
  });

  test('首页和页眉的检索框通到这里 · the boxes of the home page and of the header lead here', async () => {
    await withPage(browser, {}, async (page) => {
      for (const from of ['index.html', '990121101/c2.html']) {
        await page.goto(base + from);
        const box = page.locator('form[role=search] input[name=q]').first();
        await box.fill('高龄津贴');
        await box.press('Enter');
        await page.waitForURL(/search\.html\?q=/);
        await expectResults(page, '高龄津贴');
        assert.match(await page.locator('#search li a').first().innerText(), /高龄津贴/);
      }
    });
  });

  test('返回时结果还在 · going back shows the results again', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      await ask(page, '秸秆');
      await page.locator('#search li a').first().click();
      await page.locator('body.page-duty').waitFor();
      await page.goBack();
      await expectResults(page, '秸秆');
      assert.equal(await page.locator('#q').inputValue(), '秸秆');
    });
  });

  test('没有结果时说没有 · it says so when nothing is found', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      await ask(page, '养犬');
      await ask(page, '外星人登陆');
      assert.equal(await page.locator('#search li').count(), 0);
      assert.ok((await page.locator('[role=status]').innerText()).trim().length > 0);
    });
  });

  test('只用键盘：Tab 到检索框，输入，再到第一条结果，打开 · by keyboard alone', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(searchPage);
      const tabTo = async (wanted) => {
        for (let presses = 0; presses < 30; presses++) {
          await page.keyboard.press('Tab');
          const there = await page.evaluate((selector) => document.activeElement?.matches(selector) &&
            document.activeElement === document.querySelector(selector), wanted);
          if (there) {
            const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
            assert.notEqual(outline, 'none', `${wanted}: focus cannot be seen`);
            return;
          }
        }
        assert.fail(`30 times Tab do not reach ${wanted}`);
      };
      await tabTo('#q');
      await page.keyboard.insertText('养犬');
      await page.keyboard.press('Enter');
      await expectResults(page, '养犬');
      await tabTo('#search li a');
      const name = await page.locator('#search li a').first().innerText();
      await page.keyboard.press('Enter');
      await page.locator('body.page-duty').waitFor();
      assert.ok((await page.locator('h1').innerText()).includes(name));
    });
  });
});

suite('不怕乱输入 · whatever is typed', () => {
  const hostile = {
    '标签 · tags': () => '<img src=x onerror=alert(1)>',
    '脚本 · a script': () => '</script><script>alert(1)</script>',
    '一万个字 · 10,000 characters': () => '养犬管理工作'.repeat(1667),
    '一万个不同的字 · 10,000 different characters': () => Array.from({ length: 10000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join(''),
    '五千个词 · 5,000 words': () => Array.from({ length: 5000 }, (_, i) => `${String.fromCharCode(0x4e00 + i)}`).join(' '),
    '只有标点 · punctuation only': () => '，。！？（）【】…… .*+?^${}()|[]\\/',
    '表情 · emoji': () => '🐕👨‍👩‍👧‍👦养犬🇨🇳',
    '半个代理对 · a lone surrogate': () => '\ud83d',
    '半个代理对在字里 · a lone surrogate among hanzi': () => '养\udc15犬',
    '原型上的名字 · names of prototypes': () => '__proto__ constructor toString hasOwnProperty',
    '控制字符 · control characters': () => '\u0000\u200b\u202e养犬\ufeff',
  };
  for (const [what, query] of Object.entries(hostile)) {
    test(what, async () => {
      await withPage(browser, {}, async (page) => {
        await page.goto(searchPage);
        await ask(page, '养犬');
        // Set by a script: the protocol of the browser would mend a lone surrogate on its way.
        const codes = Array.from({ length: query().length }, (_, i) => query().charCodeAt(i));
        const { longest, strange, count } = await page.evaluate(async (units) => {
          const text = units.map((unit) => String.fromCharCode(unit)).join('');
          const tasks = [];
          const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)));
          observer.observe({ type: 'longtask' });
          const input = document.getElementById('q');
          input.value = text;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          input.form.requestSubmit();
          const hits = await window.qingdanSearch.search(text);
          // Two turns, so that the page has shown its own result and long tasks are reported.
          for (let i = 0; i < 2; i++) await new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 300));
          observer.disconnect();
          return {
            count: hits.length,
            longest: Math.max(0, ...tasks),
            strange: [...document.querySelectorAll('#search *')].map((e) => e.localName)
              .filter((name) => !['p', 'section', 'ol', 'li', 'a', 'span', 'mark', 'button', 'strong'].includes(name)),
          };
        }, codes);
        assert.ok(longest < 2000, `the page stands still for ${longest} ms`);
        assert.deepEqual(strange, [], 'elements that no result has');
        assert.ok(count < all.length, 'finds everything');
        assert.ok((await page.locator('[role=status]').innerText()).trim().length > 0, 'says something');
        // And it still works.
        await ask(page, '养犬');
        assert.match(await page.locator('#search li a').first().innerText(), /养犬/);
      });
    });
  }
});
