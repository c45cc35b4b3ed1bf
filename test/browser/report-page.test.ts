/** The page of a run in a real browser: from disk, in light and dark, by keyboard, and with texts that mean harm. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../../src/cli/page/report-page.js";
import { facts, rowsOf } from "../cli/page/example.js";
import { violationsOf } from "./violations.js";

let browser: Browser;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-page-"));
  const file = join(folder, "report.html");
  await writeFile(file, await reportPage(facts, rowsOf(2_500)));
  address = pathToFileURL(file).href;
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** Opens the page, and takes down what it complains of and whom it asks. */
async function open({ width = 1_440, scheme = "light" }: { width?: number; scheme?: "light" | "dark" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 1_000 }, colorScheme: scheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => void complaints.push(message.text()));
  page.on("pageerror", (error) => void complaints.push(error.message));
  page.on("dialog", (dialog) => void complaints.push(dialog.message()));
  page.on("request", (request) => void asked.push(request.url()));
  await page.goto(address);
  await page.waitForSelector("#rows:not([hidden])");
  return { page, complaints, asked };
}

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  test.each([390, 1_440])("at %d px nothing violates a rule of access, and nothing sticks out", async (width) => {
    const { page, complaints, asked } = await open({ width, scheme });
    for (const summary of await page.locator("details summary").all()) await summary.click();
    expect(await violationsOf(page)).toEqual([]);
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(overflow)).toBe(0);
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => url !== address && !url.startsWith("data:"))).toEqual([]);
    await page.context().close();
  });
});

test("texts that mean harm are read as texts", async () => {
  const { page, complaints, asked } = await open();
  expect(await page.title()).toMatch(/^103,086 of 103,589 rows are in HubSpot/);
  expect(await page.locator("tbody img, #table svg, #table script, header img, li img").count()).toBe(0);
  expect(await page.locator("#table tbody tr").first().innerText()).toContain('<img src="https://evil.example/x.png"');
  await page.fill("#text", "txt.exe");
  expect(await page.locator("#table tbody tr").first().innerText()).toContain("\\u202etxt.exe");
  expect(complaints).toEqual([]);
  expect(asked.filter((url) => url.includes("evil"))).toEqual([]);
  await page.context().close();
});

test("rows are filtered by reason and by text, paged, and downloaded as they are filtered", async () => {
  const { page } = await open();
  const found = () => page.locator("#found").innerText();
  expect(await found()).toBe("2,500 rows");
  expect(await page.locator("#page").innerText()).toBe("Page 1 of 25");
  await page.click("#next-page");
  expect(await page.locator("#page").innerText()).toBe("Page 2 of 25");
  expect(await page.locator("#table tbody tr").first().locator("th").innerText()).toBe("302");
  await page.locator(".reasons .show").nth(1).click();
  expect(await found()).toBe("250 rows");
  await page.fill("#text", "person1@");
  expect(await found()).toBe("0 rows");
  await page.selectOption("#reason", "");
  expect(await found()).toBe("1 row");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  expect(download.suggestedFilename()).toBe("20261126-204500-contacts-upsert-rows.csv");
  const bytes = await readFile(await download.path());
  // UTF-8 with its mark, by which Excel knows it.
  expect([...bytes.subarray(0, 8)]).toEqual([0xef, 0xbb, 0xbf, ...Buffer.from("email")]);
  expect(bytes.subarray(3).toString().split("\r\n")).toEqual([
    `email,"""><svg onload=""document.title='stolen'"">",note,_line,_status,_code,_property,_message,_resend`,
    `person1@,</script><script>document.title='stolen'</script>,"Zürich, ""1""",5,failed,INVALID_EMAIL,email,person1@: </script><script>document.title='stolen'</script>,pointless`,
    "",
  ]);
  await page.context().close();
});

test("all of it can be done by keyboard", async () => {
  const { page } = await open();
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const one = document.activeElement;
      const outline = one === null ? "" : getComputedStyle(one).outlineStyle;
      return one === null || one === document.body ? "" : `${one.id || one.className || one.tagName} ${outline}`;
    });
    if (name === "") break;
    seen.push(name);
  }
  // Of the scripts there is no clipboard where the page is no secure context.
  expect(seen.filter((name) => !name.startsWith("copy"))).toEqual([
    // A plot of each pass, and the same as a table.
    ...["plot scroll solid", "SUMMARY solid", "plot scroll solid", "SUMMARY solid"],
    ...["show solid", "show solid", "show solid", "reason solid", "text solid"],
    ...["download solid", "scroll solid", "next-page solid"],
  ]);
  await page.locator(".reasons .show").nth(2).focus();
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("reason");
  expect(await page.locator("#found").innerText()).toBe("250 rows");
  await page.context().close();
});

test("without scripts, what became of the run is there all the same", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  const text = await page.locator("body").innerText();
  for (const part of ["98,765", "hubspot-batch resume", "the rows are in the run’s files"])
    expect(text).toContain(part);
  expect(await page.locator("button:visible").count()).toBe(0);
  await context.close();
});
