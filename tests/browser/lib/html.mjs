// 不经浏览器看文件：链接、锚点、内联的脚本和样式。
// Looks at the files without a browser, and without the program's own check of links.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { parse } from 'parse5';

/** All files below a folder, as paths with `/`, in order. */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** All elements of a document, templates included. */
export function* elements(node) {
  if (node.tagName) {
    const attributes = Object.fromEntries(node.attrs.map((a) => [a.name, a.value]));
    yield { name: node.tagName, attributes, node };
  }
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

/** The text inside a node. */
export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

/** A site on disk, parsed: path → {kind, ids, all}. */
export async function readSite(folder) {
  const files = await filesOf(folder);
  const pages = new Map();
  for (const file of files.filter((f) => f.endsWith('.html'))) {
    const source = await readFile(path.join(folder, file), 'utf8');
    const all = [...elements(parse(source))];
    const body = all.find((e) => e.name === 'body')?.attributes.class ?? '';
    const kind = /(?:^|\s)page-([\w-]+)/.exec(body)?.[1] ?? '?';
    pages.set(file, { kind, size: source.length, all, ids: all.map((e) => e.attributes.id).filter((id) => id !== undefined) });
  }
  return { folder, files, pages };
}

const ADDRESSES = ['href', 'src', 'action', 'formaction', 'poster', 'data'];

/** Every address in a page: {file, element, attribute, value}. */
function* addresses(site) {
  for (const [file, page] of site.pages) {
    for (const { name, attributes } of page.all) {
      for (const attribute of ADDRESSES) {
        if (attribute in attributes) yield { file, name, attribute, value: attributes[attribute] };
      }
    }
  }
}

/** Where an address of the same site leads: {target, anchor}. */
function resolve(file, value) {
  const [, address, anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(value);
  const target = address === '' ? file : path.posix.join(path.posix.dirname(file), decodeURIComponent(address));
  return { target, anchor: anchor === undefined ? '' : decodeURIComponent(anchor) };
}

const isOutside = (value) => /^[a-z][a-z0-9+.-]*:/i.test(value);

/** Links that lead nowhere, or that would not work at another path or from a disk. */
export function linkProblems(site) {
  const known = new Set(site.files);
  const problems = [];
  for (const { file, name, attribute, value } of addresses(site)) {
    const tell = (what) => problems.push(`${file}: <${name} ${attribute}="${value}"> ${what}`);
    if (isOutside(value)) {
      const link = name === 'a' || (name === 'link' && attribute === 'href');
      if (!link || !/^(https?|mailto|tel):/i.test(value)) tell('is not of this site');
      continue;
    }
    if (value.startsWith('/') || value.includes('\\')) { tell('is not relative'); continue; }
    if (/^[^?#]*(^|\/)(\.\.?)?(?=[?#]|$)/.test(value) && !/^[?#]/.test(value)) { tell('names no file'); continue; }
    const { target, anchor } = resolve(file, value);
    if (!known.has(target)) { tell('leads nowhere'); continue; }
    if (anchor && !site.pages.get(target)?.ids.includes(anchor)) tell('has no such anchor');
  }
  for (const [file, page] of site.pages) {
    const seen = new Set();
    for (const id of page.ids) {
      if (seen.has(id)) problems.push(`${file}: id "${id}" twice`);
      seen.add(id);
    }
  }
  return problems;
}

/** Pages that no chain of links from the home page reaches. */
export function unreachable(site) {
  const next = new Map();
  for (const { file, name, attribute, value } of addresses(site)) {
    if (name !== 'a' || attribute !== 'href' || isOutside(value)) continue;
    if (!next.has(file)) next.set(file, new Set());
    next.get(file).add(resolve(file, value).target);
  }
  const reached = new Set(['index.html']);
  for (const file of reached) for (const target of next.get(file) ?? []) reached.add(target);
  return [...site.pages.keys()].filter((file) => !reached.has(file));
}

/** What a strict policy would block: scripts and styles inside the page. */
export function inlineProblems(site) {
  const problems = [];
  for (const [file, page] of site.pages) {
    for (const { name, attributes } of page.all) {
      if (name === 'style' || (name === 'script' && attributes.src === undefined)) problems.push(`${file}: inline <${name}>`);
      if (name === 'base') problems.push(`${file}: <base> would lead relative links elsewhere`);
      for (const attribute of Object.keys(attributes)) {
        if (attribute === 'style' || attribute.startsWith('on')) problems.push(`${file}: <${name} ${attribute}>`);
      }
    }
  }
  return problems;
}

/**
 * What html-validate has to say about all pages, by its recommended rules.
 * 规则只在写明理由时关掉：{规则: 理由}。 A rule is switched off with a reason only: {rule: reason}.
 */
export async function htmlProblems(site, switchedOff = {}) {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended'],
    rules: Object.fromEntries(Object.keys(switchedOff).map((rule) => [rule, 'off'])),
  });
  const problems = [];
  for (const file of site.pages.keys()) {
    const report = await validator.validateFile(path.join(site.folder, file));
    for (const message of report.results.flatMap((result) => result.messages)) {
      problems.push(`${file}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
    }
  }
  return problems;
}

/** A few of many, for messages that people read. */
export const few = (problems) => [...problems.slice(0, 20), ...(problems.length > 20 ? [`… ${problems.length} in all`] : [])].join('\n');
