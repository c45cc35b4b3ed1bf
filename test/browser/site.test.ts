/** The site as it was built: its pages, their links and their weight. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { dist, fileOf, pages } from "./site.js";

const htmls = new Map(pages.map((page) => [page, readFileSync(join(dist, page), "utf8")]));

test("it has a page for whatever a reader may come for", () => {
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

/** Where the links of a page lead. */
const targetsOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, target = ""]) => target.replaceAll("&amp;", "&"));
const isElsewhere = (target: string) => /^[a-z]+:/i.test(target);

test("every link leads to a page, and to a heading of it", () => {
  const ids = new Map(
    [...htmls].map(([page, html]) => [page, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
  );
  const lost: string[] = [];
  for (const [page, html] of htmls) {
    const targets = targetsOf(html);
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets.filter((one) => !isElsewhere(one))) {
      const { pathname, hash } = new URL(target, `http://site/${page}`);
      const found = ids.get(fileOf(pathname));
      if (found === undefined || (hash !== "" && !found.has(decodeURIComponent(hash.slice(1)))))
        lost.push(`${page}: ${target}`);
    }
  }
  expect(lost).toEqual([]);
});

test("every link to another site is a whole address", () => {
  const targets = new Set([...htmls.values()].flatMap(targetsOf).filter(isElsewhere));
  expect(targets.size).toBeGreaterThan(5);
  const isWhole = (target: string) =>
    URL.canParse(target) && /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][\w./?#=&%@:~+-]*)?$/i.test(target);
  expect([...targets].filter((target) => !isWhole(target))).toEqual([]);
});

test("a page of text needs at most 100 kB of scripts", () => {
  for (const [page, html] of htmls) {
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
