/**
 * Writes the site's pages from where their texts live, and builds it: to `scripts/site/.vitepress/dist`. `npm run site`;
 * `npm run site:dev` serves it, and `npm run site -- --pages` only writes the pages.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedOf, pagesOf } from "./site/pages/contents.js";
import { descriptionOf, navigationOf } from "./site/pages/navigation.js";
import { GROUPS, type Page } from "./site/pages/page.js";
import { printed } from "./site/print.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const site = join(root, "scripts", "site");
const [what = "build"] = process.argv.slice(2).map((option) => option.replace(/^--/, ""));

const startedAt = performance.now();
if (what !== "pages") install();
// What pages load in a browser, and what their programs are run with.
if (what === "build" || !existsSync(join(root, "dist", "src", "index.js"))) run("npm", ["run", "-s", "build"], root);
const pages = await pagesOf(
  root,
  generatedOf(root, (program) => printed(root, program)),
);
write(pages);
console.log(`${pages.length} pages written ${seconds()}`);
if (what !== "pages") run(process.execPath, [join(site, "node_modules/vitepress/bin/vitepress.js"), what, site], site);
if (what === "build") console.log(`The site is in scripts/site/.vitepress/dist ${seconds()}`);

/** The site's own packages, as its lock has them. */
function install(): void {
  const lock = readFileSync(join(site, "package-lock.json"), "utf8");
  const mark = join(site, "node_modules", ".installed-lock.json");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  run("npm", ["ci", "--no-audit", "--no-fund"], site);
  writeFileSync(mark, lock);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function write(all: readonly Page[]): void {
  const folder = join(site, ".tmp-pages");
  rmSync(folder, { recursive: true, force: true });
  for (const page of all) {
    const file = join(folder, `${page.route}.md`);
    const front = { ...page.front, description: descriptionOf(page) };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `---\n${JSON.stringify(front)}\n---\n\n${page.text}`);
  }
  writeFileSync(join(folder, "navigation.json"), JSON.stringify(navigationOf(all, GROUPS)));
}

function seconds(): string {
  return `(${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`;
}
