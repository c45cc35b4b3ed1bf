/** Every page of the site in a real browser: wide and narrow, in light and dark. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, overflowOf, pages, type Site } from "./site.js";
import { violationsOf } from "./violations.js";

/** A width, and what a reader prefers. */
type Look = readonly [width: number, scheme: "light" | "dark"];

const WIDE_LIGHT: Look = [1_440, "light"];
const NARROW_DARK: Look = [390, "dark"];
const NARROW_LIGHT: Look = [390, "light"];
const WIDE_DARK: Look = [1_440, "dark"];

/** Pages that are laid out in a way of their own. */
const own = [
  "index.html",
  "start.html",
  "try.html",
  "errors.html",
  "concepts/order.html",
  "operations/index.html",
  "reference/client.html",
];

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** Has a page that is open seen in another way. */
async function turn(page: Page, [width, scheme]: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForFunction(
    (isDark) => document.documentElement.classList.contains("dark") === isDark,
    scheme === "dark",
  );
}

/** What is wrong with these pages, by their names: each is opened in the first of the ways, and turned to the others. */
async function wrongWith(paths: readonly string[], looks: readonly [Look, ...Look[]]) {
  const wrong: Record<string, unknown> = {};
  const asked: string[] = [];
  const left = [...paths];
  // Two at a time: the browser has a process for each.
  const look = async () => {
    const { page, complaints, elsewhere, visit, close } = await site.openPage(...looks[0]);
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await visit(path);
      for (const one of looks) {
        await turn(page, one);
        const violations = await violationsOf(page);
        const overflow = await overflowOf(page);
        if (violations.length + overflow + complaints.length > 0)
          wrong[`${path}, ${one.join(" px, ")}`] = { violations, overflow, complaints: complaints.splice(0) };
      }
      await turn(page, looks[0]);
    }
    asked.push(...elsewhere());
    await close();
  };
  await Promise.all([look(), look()]);
  return { wrong, asked };
}

test("no page violates a rule of access, complains, sticks out or asks elsewhere", async () => {
  expect(await wrongWith(pages, [WIDE_LIGHT, NARROW_DARK])).toEqual({ wrong: {}, asked: [] });
}, 600_000);

// What differs between all four ways is little: these are opened in the two others, too.
test.each([NARROW_LIGHT, WIDE_DARK])(
  "nor do, opened at %d px in %s, those that are laid out their own way",
  async (...look) => {
    expect(await wrongWith(own, [look])).toEqual({ wrong: {}, asked: [] });
  },
  600_000,
);
