/** What readers do in the site's pages: the run that they try, and the message that they look for. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const settled = (page: Page) =>
  page.waitForFunction(() => /The sandbox received/.test(document.querySelector(".now")?.textContent ?? ""));
const countsOf = async (page: Page) => {
  const texts = await page.locator(".try-it .fates b").allInnerTexts();
  return texts.map(Number);
};

test("the run comes to its end, reads what is unknown, and sends again what may be", async () => {
  const { page, complaints, elsewhere, visit, close } = await site.openPage(1_440, "light");
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

test("a message finds its row", async () => {
  const { page, visit, close } = await site.openPage(1_440, "light");
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
