/** The site as it was built: its pages, their links and weight, and in a real browser the run that readers try. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOf } from "./violations.js";

const dist = fileURLToPath(new URL("../../scripts/site/.vitepress/dist", import.meta.url));
const files = filesBelow(dist);
const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = createServer(({ url = "/" }, answer) => {
    const path = decodeURIComponent(new URL(url, "http://site").pathname)
      .slice(1)
      .replace(/(^|\/)$/, "$1index.html");
    if (!files.includes(path)) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    answer.end(readFileSync(join(dist, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

function filesBelow(folder: string): string[] {
  try {
    const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return all.map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  } catch (cause) {
    throw new Error("There is no site yet: npm run site", { cause });
  }
}

/** A browser's page, with what it complains of and whom it asks. */
async function openPage(width: number, scheme: "light" | "dark") {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("request", (request) => void asked.push(request.url()));
  const elsewhere = () => asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:"));
  const visit = async (path: string) => {
    await page.goto(`${origin}/${path}`);
    await page.waitForFunction(() => "__vue_app__" in (document.querySelector("#app") ?? {}));
  };
  return { page, complaints, elsewhere, visit, close: () => context.close() };
}

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("the site has a page for whatever a reader may come for", () => {
  for (const page of [
    "index",
    "start",
    "try",
    "coming-from",
    "errors",
    "changelog",
    "performance",
    "operations/index",
    "reference/client",
  ])
    expect(pages).toContain(`${page}.html`);
  for (const group of ["concepts", "guides", "operations", "reference"])
    expect(pages.filter((page) => page.startsWith(`${group}/`)).length).toBeGreaterThan(4);
});

describe.each([
  [1_440, "light"],
  [390, "dark"],
  [390, "light"],
  [1_440, "dark"],
] as const)("at %d px in %s", (width, scheme) => {
  // What differs between all four is little: two of them look at every page, the others at those that are laid out their own way.
  const own = [
    "index.html",
    "start.html",
    "try.html",
    "errors.html",
    "concepts/order.html",
    "operations/index.html",
    "reference/client.html",
  ];
  const seen = (width === 1_440) === (scheme === "light") ? pages : own;

  test("no page violates a rule of access, complains, sticks out or asks elsewhere", async () => {
    const { page, complaints, elsewhere, visit, close } = await openPage(width, scheme);
    const wrong: Record<string, unknown> = {};
    for (const path of seen) {
      await visit(path);
      const violations = await violationsOf(page);
      const overflow = await overflowOf(page);
      if (violations.length + overflow + complaints.length > 0)
        wrong[path] = { violations, overflow, complaints: complaints.splice(0) };
    }
    expect(wrong).toEqual({});
    expect(elsewhere()).toEqual([]);
    await close();
  }, 600_000);
});

test("every link leads to a page, and to a heading of it", () => {
  const htmls = new Map(pages.map((page) => [page, readFileSync(join(dist, page), "utf8")]));
  const ids = new Map(
    [...htmls].map(([page, html]) => [page, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
  );
  const lost: string[] = [];
  for (const [page, html] of htmls) {
    const links = [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, target = ""]) =>
      target.replaceAll("&amp;", "&"),
    );
    expect(links.length).toBeGreaterThan(5);
    for (const target of links.filter((one) => !/^(?:https:|mailto:)/.test(one))) {
      const { pathname, hash } = new URL(target, `http://site/${page}`);
      const path = decodeURIComponent(pathname)
        .slice(1)
        .replace(/(^|\/)$/, "$1index.html");
      const found = ids.get(path);
      if (found === undefined || (hash !== "" && !found.has(decodeURIComponent(hash.slice(1)))))
        lost.push(`${page}: ${target}`);
    }
  }
  expect(lost).toEqual([]);
});

test("a page of text needs at most 100 kB of scripts", () => {
  for (const page of pages) {
    const html = readFileSync(join(dist, page), "utf8");
    const first = [...html.matchAll(/<(?:script[^>]* src|link rel="modulepreload" href)="\/([^"]+\.js)"/g)].map(
      ([, file = ""]) => file,
    );
    const scripts = new Set(first);
    for (const script of scripts)
      for (const [, file = ""] of readFileSync(join(dist, script), "utf8").matchAll(
        /(?:\bfrom|\bimport)"\.\/([^"]+\.js)"/g,
      ))
        scripts.add(join(script, "..", file));
    const bytes = [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(first.length).toBeGreaterThan(0);
    expect([page, bytes < 100_000]).toEqual([page, true]);
  }
});

describe("the run in the page", () => {
  const settled = (page: Page) =>
    page.waitForFunction(() => /The sandbox received/.test(document.querySelector(".now")?.textContent ?? ""));
  const countsOf = async (page: Page) => {
    const texts = await page.locator(".try-it .fates b").allInnerTexts();
    return texts.map(Number);
  };

  test("comes to its end, reads what is unknown, and sends again what may be", async () => {
    const { page, complaints, elsewhere, visit, close } = await openPage(1_440, "light");
    await visit("try.html");
    await page.selectOption(".settings select >> nth=1", "100");
    await page.click("text=Run 1,000 records");
    await settled(page);
    expect(await page.locator(".now").innerText()).toContain("all that succeeded, and none that failed");
    expect(await countsOf(page)).toEqual([975, 21, 4, 0]);
    expect(await page.locator(".grid rect.failed").count()).toBe(21);
    await page.click("text=Read what is unknown");
    await page.waitForFunction(() => document.querySelectorAll(".grid rect.unsent").length === 4);
    expect(await countsOf(page)).toEqual([975, 21, 0, 4]);
    await page.click("text=Send again the 4");
    await page.waitForFunction(() => document.querySelectorAll(".grid rect.unsent").length === 0);
    await settled(page);
    expect(await countsOf(page)).toEqual([979, 21, 0, 0]);
    expect(complaints).toEqual([]);
    expect(elsewhere()).toEqual([]);
    await close();
  });
});

test("a message finds its row", async () => {
  const { page, visit, close } = await openPage(1_440, "light");
  await visit("errors.html");
  const shown = () => page.locator(".messages tbody tr:visible").allInnerTexts();
  const all = await shown();
  expect(all.length).toBeGreaterThan(60);
  await page.fill(
    "#seen-error",
    "TypeError: Expected `baseUrl` to be a URL without user, password, query or fragment, got one that has some",
  );
  const found = await shown();
  expect(found.length).toBeLessThan(4);
  expect(found.join()).toContain("without user, password");
  await close();
});
