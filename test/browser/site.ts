/** The site as it was built, and a real browser that sees it. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";

/** Where it was built to. */
export const dist = fileURLToPath(new URL("../../scripts/site/.vitepress/dist", import.meta.url));
const files = filesBelow(dist);
/** The files of all its pages. */
export const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

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

/** The file that an address leads to. */
export function fileOf(pathname: string): string {
  return decodeURIComponent(pathname)
    .slice(1)
    .replace(/(^|\/)$/, "$1index.html");
}

/** Serves the site, and starts a browser. */
export async function openSite() {
  const server = createServer(({ url = "/" }, answer) => {
    const file = fileOf(new URL(url, "http://site").pathname);
    if (!files.includes(file)) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    answer.end(readFileSync(join(dist, file)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

  /** A browser's page, with what it complains of and whom it asks. */
  const openPage = async (width: number, scheme: "light" | "dark") => {
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
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { openPage, close };
}

/** What {@link openSite} gives. */
export type Site = Awaited<ReturnType<typeof openSite>>;

/** How many pixels of a page are beside the window. */
export const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
