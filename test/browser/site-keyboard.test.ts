/** The site by keyboard alone: each stop of Tab is seen, and whatever a mouse does is done without. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site.js";
import { violationsOf } from "./violations.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** What has the focus: its name, and whether a reader sees that it has. */
const focusedOf = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return { name: "", isSeen: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
    // A bar that stays at the top may cover it, and what is long is in the window in part.
    const isUncovered = [...one.getClientRects()].some(({ left, top, right, bottom }) => {
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const there = document.elementFromPoint(x, y);
      return there !== null && (one.contains(there) || there.contains(one));
    });
    const label = one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? one.labels?.[0] : undefined;
    const words = one.ariaLabel ?? label?.innerText ?? (one.title || one.innerText);
    return { name: words.trim().split("\n")[0] ?? "", isSeen: isOutlined && isUncovered };
  });

/** Presses Tab until what has this name is focused; gives the names of all stops on the way. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<string[]> {
  const stops: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const focused = await focusedOf(page);
    stops.push(focused.name);
    expect(focused).toEqual({ name: expect.stringMatching(/\w/), isSeen: true });
    if (typeof name === "string" ? focused.name === name : name.test(focused.name)) return stops;
  }
  throw new Error(`Tab never comes to ${String(name)}, but to ${stops.join(", ")}`);
}

test("Tab reaches the bar, from left to right, and then the text; the theme is switched there", async () => {
  const { page, complaints, visit, close } = await site.openPage(1_440, "light");
  await visit("index.html");
  expect(await tabTo(page, /theme$/)).toEqual([
    ...["Skip to content", "hubspot-batch", "Search"],
    ...["Begin", "Try it", "Concepts", "Guides", "Operations", "Errors", "Reference"],
    "Switch to dark theme",
  ]);
  await page.keyboard.press("Enter");
  await page.waitForSelector("html.dark");
  expect(await focusedOf(page)).toEqual({ name: "Switch to light theme", isSeen: true });
  await tabTo(page, "Five minutes to the first run");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/start.html");
  expect(complaints).toEqual([]);
  await close();
});

test("the search opens by its keys, with Caps Lock too; arrows choose, Enter follows, Escape leaves", async () => {
  const { page, complaints, visit, close } = await site.openPage(1_440, "light");
  await visit("index.html");
  for (const keys of ["/", "Control+K", "Meta+k", "Control+k"]) {
    await page.keyboard.press(keys);
    await page.waitForSelector("#localsearch-input:focus");
    if (keys === "Control+k") break;
    await page.keyboard.press("Escape");
    await page.waitForSelector("#localsearch-input", { state: "detached" });
  }
  await page.keyboard.type("resolveUnknown");
  const chosen = page.locator("[role=option][aria-selected=true]");
  await chosen.waitFor();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violationsOf(page)).toEqual([]);
  }
  const first = await chosen.getAttribute("href");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const target = await chosen.getAttribute("href");
  expect(target).not.toBe(first);
  expect(await page.getAttribute("#localsearch-input", "aria-activedescendant")).toBe(await chosen.getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname + url.hash === target);
  await page.locator("main", { hasText: "resolveUnknown" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("the run is chosen, started and read, and what it left is read and sent again", async () => {
  const { page, complaints, visit, close } = await site.openPage(1_440, "light");
  await visit("try.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, "Run 1,000 records");
  await tabTo(page, "5 records refused in a 207");
  await page.keyboard.press("Space");
  expect(await page.locator(".choice input:checked").count()).toBe(7);
  await tabTo(page, "Requests in a second");
  await page.keyboard.type("100");
  await tabTo(page, "Run 1,000 records", "Shift+Tab");
  /** Presses what is focused, which is gone while it works; then the focus is on what begins the next. */
  const press = async (name: string) => {
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Run it again" }).waitFor();
    expect((await focusedOf(page)).name).toBe("Run it again");
  };
  await press("Run 1,000 records");
  expect(await page.locator(".fates b").allInnerTexts()).toEqual(["970", "26", "4", "0"]);
  await tabTo(page, "Read what is unknown");
  await press("Read what is unknown");
  await tabTo(page, "Send again the 4 that may be");
  await press("Send again the 4 that may be");
  expect(await page.locator(".fates b").allInnerTexts()).toEqual(["974", "26", "0", "0"]);
  await tabTo(page, "26 failed");
  await page.keyboard.press("Enter");
  const rows = page.locator(".rows");
  expect(await rows.innerText()).toContain("Describe the event");
  await tabTo(page, "Records");
  await page.keyboard.press("End");
  await page.waitForFunction(() => (document.querySelector(".rows")?.scrollTop ?? 0) > 0);
  expect(complaints).toEqual([]);
  await close();
});

test("on a narrow page the menu opens, and leads on", async () => {
  const { page, complaints, visit, close } = await site.openPage(390, "dark");
  await visit("start.html");
  await tabTo(page, "mobile navigation");
  await page.keyboard.press("Enter");
  await tabTo(page, "Errors");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/errors.html");
  await visit("start.html");
  await tabTo(page, "Menu");
  await page.keyboard.press("Enter");
  await tabTo(page, "Outcomes");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/concepts/outcomes.html");
  expect(complaints).toEqual([]);
  await close();
});
