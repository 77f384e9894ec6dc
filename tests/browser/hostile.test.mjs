// 不怀好意的清单：格子里是脚本和标签，页面上只能是文字。
// A list that means harm: scripts and tags in its cells are text on the pages, never run.

import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suite, test } from 'node:test';
import { axeProblems } from './lib/axe.mjs';
import { few, htmlProblems, inlineProblems, linkProblems, readSite } from './lib/html.mjs';
import { ask } from './lib/search.mjs';
import { build, duties, openBrowser, qingdan, serve, temporary, withPage } from './lib/setup.mjs';

const CODE = '990199101';
const SCRIPT = '<script>alert(1)</script>';
const IMAGE = '<img src=x onerror=alert(2)>';
const MARKS = `"&<>'`;
const ESCAPE = '</title></script><svg onload=alert(3)>';
const ENTITY = '&lt;script&gt;alert(4)&lt;/script&gt;';
const TEMPLATE = '{{ 7 * 7 }}{% include "x" %}';

const row = (...cells) => cells.join('\t');
const DOCUMENT = [
  '某省某市某县某镇', '', '履职事项清单', '', '2025年8月', '',
  '# 某镇基本履职事项清单', '',
  row('序号', '事项类别', '事项名称'),
  row(1, `党的建设${SCRIPT}`, `宣传${SCRIPT}工作`),
  row(2, `党的建设${IMAGE}`, `巡查${IMAGE}工作`),
  row(3, `党的建设${MARKS}`, `登记${MARKS}工作`),
  row(4, '平安法治', `调解${ESCAPE}工作`),
  row(5, '平安法治', `走访${ENTITY}工作`),
  row(6, '平安法治', `培训${TEMPLATE}工作`),
  '', '## 某镇配合履职事项清单', '',
  row('序号', '事项类别', '事项名称', '对应上级部门', '上级部门职责', '乡镇配合职责'),
  row(1, '平安法治', `整治${IMAGE}工作`, `某县公安局${SCRIPT}、某县民政局${MARKS}`,
    `1. 某县公安局负责${SCRIPT}； 2. 某县民政局负责${IMAGE}。`, `1. 排查${MARKS}； 2. 上报${ESCAPE}。`),
  row(2, '平安法治', '防汛工作', `某县水利局${IMAGE}`, `1. 负责${ENTITY}； 2. 负责${TEMPLATE}。`, `协助[点这里](javascript:alert(5))。`),
  '', '# 某镇上级部门收回事项清单', '',
  row('序号', '事项类别', '事项名称', '承接部门及工作方式'),
  row(1, '平安法治', `收容${ESCAPE}工作`, `某县公安局${IMAGE}： 由大队直接办理${SCRIPT}。`),
  '',
].join('\n');

const folder = await temporary();
const root = path.join(folder, 'site');
const document = path.join(folder, 'list.txt');
await writeFile(document, DOCUMENT);
await qingdan('init', root, '--empty');
await qingdan('--root', root, 'import', document, '--code', CODE, '--place', '某省某市某县某镇');
await appendFile(path.join(root, 'content', CODE, 'index.md'),
  `\n本说明${SCRIPT}，${IMAGE}，[点这里](javascript:alert(6))，[或这里](data:text/html,x)。\n\n${SCRIPT}\n\n<iframe src="x"></iframe>\n`);

const all = await duties(root);
const out = await build(root);
const site = await readSite(out);
const { base } = await serve(out);
const browser = await openBrowser();
const none = (problems) => assert.equal(problems.length, 0, `\n${few(problems)}`);
const bare = (text) => text.replace(/\s+/g, '');

test('导入时一个字也没有丢 · the import has dropped nothing', () => {
  assert.equal(all.length, 9);
  const kept = bare(all.flatMap((d) => [d.name, d.category, ...d.departments, d.upper, d.township, d.method]).join(''));
  for (const text of [SCRIPT, IMAGE, MARKS, ESCAPE, ENTITY, TEMPLATE, '[点这里](javascript:alert(5))']) {
    assert.ok(kept.includes(bare(text)), text);
  }
});

suite('文件 · the files', () => {
  test('没有脚本，没有内联的东西 · no scripts in them', () => none(inlineProblems(site)));
  test('没有断链 · no dead links', () => none(linkProblems(site)));
  test('合乎标准 · valid', async () => none(await htmlProblems(site, {
    'long-title': 'it counts the characters of the source, and `&lt;` is four for one; real titles are measured in files.test.mjs',
  })));
  test('没有文字变成元素 · no text has become an element', () => {
    // The drawing of a department's neighbourhood is the only one that the theme makes.
    const drawn = ({ name, node }) => name === 'svg' && node.parentNode.attrs?.some((a) => a.name === 'class' && a.value === 'ties');
    const strange = [];
    for (const [file, { all: elements, kind }] of site.pages) {
      const drawings = elements.filter(drawn).length;
      if (drawings !== (kind === 'around' ? 1 : 0)) strange.push(`${file}: ${drawings} drawings`);
      for (const element of elements) {
        const { name, attributes } = element;
        if (['img', 'svg', 'iframe', 'object', 'embed'].includes(name) && !drawn(element)) strange.push(`${file}: <${name}>`);
        if (/^\s*(javascript|data):/i.test(attributes.href ?? '')) strange.push(`${file}: ${attributes.href}`);
      }
    }
    none(strange);
  });
});

suite('在浏览器里 · in the browser', () => {
  test('每一页都没有脚本运行 · nothing runs on any page', async () => {
    // One page for all: `withPage` fails on dialogs, errors and violations of the policy.
    await withPage(browser, {}, async (page, problems) => {
      for (const file of site.pages.keys()) {
        await page.goto(base + file);
        assert.deepEqual(problems, [], file);
      }
    });
  });

  test('每个事项的页面把名称、部门和条款当文字显示 · every duty shows its name, departments and clauses as text', async () => {
    await withPage(browser, {}, async (page) => {
      for (const duty of all) {
        await page.goto(`${base}${CODE}/${duty.id}.html`);
        assert.ok(bare(await page.locator('h1').textContent()).includes(bare(duty.name)), duty.name);
        assert.ok((await page.title()).includes(duty.name.slice(0, 10)), duty.name);
        const text = bare(await page.locator('main').textContent());
        const lines = [duty.upper, duty.township, duty.method].flatMap((part) => part.split('\n')).filter(Boolean);
        for (const line of [duty.category, ...duty.departments, ...lines]) {
          // Between a printed number and its text there may be other things.
          const wanted = bare(line.replace(/^\d+[.．、]\s*/, ''));
          assert.ok(text.includes(wanted), `${duty.id}: ${line}`);
        }
      }
    });
  });

  test('说明里的标签也是文字 · tags in prose are text too', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(`${base}${CODE}/index.html`);
      const text = await page.locator('main').textContent();
      for (const tag of [SCRIPT, IMAGE, '<iframe src="x"></iframe>']) assert.ok(text.includes(tag), tag);
    });
  });

  test('检索结果也是文字 · search results are text too', async () => {
    await withPage(browser, {}, async (page, problems) => {
      await page.goto(`${base}search.html`);
      for (const query of ['工作', 'alert', 'onerror', IMAGE, SCRIPT, '负责']) {
        const { hits } = await ask(page, query);
        assert.ok(hits.length > 0, `「${query}」 finds nothing`);
        assert.equal(await page.locator('#search :is(img, script, svg, iframe)').count(), 0, query);
        assert.deepEqual(problems, [], query);
      }
      const names = await page.locator('#search li a').allTextContents();
      for (const name of names) assert.ok(all.some((duty) => duty.name === name), name);
    });
  });

  test('待核的事项也无障碍 · pages with a mark of doubt are accessible too', async () => {
    const doubtful = all.filter((duty) => duty.findings.length > 0);
    assert.ok(doubtful.length > 0, 'scripts in a list of duties raise no finding');
    for (const options of [{ viewport: { width: 320, height: 640 } }, { colorScheme: 'dark' }]) {
      await withPage(browser, options, async (page) => {
        for (const file of [`${CODE}/${doubtful[0].id}.html`, `${CODE}/index.html`]) {
          await page.goto(base + file);
          none(await axeProblems(page));
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(sideways <= 0, `${file} scrolls sideways by ${sideways} px`);
        }
      });
    }
  });
});
