// 各个测试共用的东西：程序、临时目录、静态服务器、浏览器。
// Shared by all test files: the program, throw-away folders, a static server, a browser.

import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

export const repo = fileURLToPath(new URL('../../../', import.meta.url));

/** A machine with two busy cores is slow: patience costs nothing when all is well. */
export const PATIENCE = 60_000;

/** The header that every host of the site may send. */
export const POLICY = "default-src 'self'";

/** The site is served below this path, as a column of a county's portal would be. */
export const PREFIX = '/a/b/';

// What is to be undone when the file's tests are over, last first. Registered here, at the top of the
// file: `after` within a test or hook would belong to that one.
const undo = [];
after(async () => {
  for (const step of undo.reverse()) await step();
});

// What must go even when the file ends before its tests begin.
const folders = [];
const children = [];
process.once('exit', () => {
  for (const child of children) child.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// ---- the program ----

const targetDir = process.env.CARGO_TARGET_DIR ?? path.join(repo, 'target');

/** The program under test: `QINGDAN`, else what cargo built last into the usual places. */
export const program = process.env.QINGDAN ??
  ['debug', 'release'].map((profile) => path.join(targetDir, profile, 'qingdan')).find(existsSync) ??
  'qingdan';

/** Runs the program; a failure shows what it said. */
export async function qingdan(...args) {
  const { stdout } = await promisify(execFile)(program, args, { maxBuffer: 1 << 28 });
  return stdout;
}

/** Starts the program without waiting for its end; it is stopped after the file's tests. */
export function startQingdan(...args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  undo.push(() => child.kill());
  return child;
}

/** The duties of a site, as exported. */
export async function duties(root) {
  const lines = await qingdan('--root', root, 'export', '--format', 'jsonl');
  return lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// ---- folders ----

/** A folder that is gone after the file's tests. */
export async function temporary() {
  const folder = await mkdtemp(path.join(tmpdir(), 'qingdan-test-'));
  folders.push(folder);
  return folder;
}

/** Builds a site (the demonstration, if no other) into a throw-away folder and gives that. */
export async function build(root = repo) {
  const out = path.join(await temporary(), 'public');
  await qingdan('--root', root, '-q', 'build', '--out', out);
  return out;
}

/** Real documents, kept beside the repository where they are. */
export const shared = path.resolve(repo, '../shared');

// ---- a server ----

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves a folder below PREFIX with the policy. Folders are not completed to index.html: links name
 * the file. `strays` are the requests that left the prefix: a site with relative links makes none.
 */
export async function serve(folder) {
  const strays = [];
  const server = createServer(async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const send = (status, file, body) => {
      response.writeHead(status, {
        'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(body);
    };
    if (!pathname.startsWith(PREFIX)) {
      strays.push(pathname);
      send(404, 'x.txt', 'outside the site');
      return;
    }
    const file = path.join(folder, pathname.slice(PREFIX.length));
    const found = file.startsWith(folder) && (await stat(file).catch(() => null))?.isFile();
    if (found) send(200, file, await readFile(file));
    else send(404, '404.html', await readFile(path.join(folder, '404.html')));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${server.address().port}${PREFIX}`, strays };
}

// ---- a browser ----

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch { /* not here */ }
    }
  }
  throw new Error('没有找到 Chromium；请安装它，或用环境变量 CHROMIUM 指明 · no Chromium found');
}

/** One browser a test file. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    timeout: 2 * PATIENCE,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  undo.push(() => browser.close());
  return browser;
}

/**
 * A page in a context of its own, and the list of what went wrong in it: violations of the policy,
 * errors of scripts and of the console, requests that failed, dialogs that a script opened.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  context.setDefaultTimeout(PATIENCE);
  const problems = [];
  if (options.javaScriptEnabled !== false) {
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
  }
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.stack ?? error}`));
  page.on('requestfailed', (request) => {
    // A navigation away ends what was still loading; that is nobody's fault.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') problems.push(`request: ${request.url()} ${why}`);
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  return { page, context, problems };
}

/** Opens a page for one test and closes it afterwards; nothing may have gone wrong in it. */
export async function withPage(browser, options, use) {
  const { page, context, problems } = await openPage(browser, options);
  try {
    await use(page, problems);
    if (problems.length > 0) throw new Error(`${page.url()}\n${problems.join('\n')}`);
  } finally {
    await context.close();
  }
}
