import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { reportPage } from "../../../src/cli/page/report-page.js";
import { facts, HOSTILE, rowsOf } from "./example.js";

function packedIn(page: string): { rows: unknown[]; columns: string[] } {
  const packed = /id="packed">([A-Za-z0-9+/=]+)</.exec(page)?.[1] ?? "";
  return JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString());
}

test("the page says how many rows had which fate, and why", async () => {
  const page = await reportPage(facts, rowsOf(50));
  expect(page).toContain("<h1>103,086 of 103,589 rows are in HubSpot</h1>");
  for (const [count, fate] of [
    ["98,765", "succeeded"],
    ["4,321", "unchanged"],
    ["3", "refused before"],
    ["60", "unsent"],
  ])
    expect(page).toContain(`<b>${count}</b><span class="fate">${fate}</span>`);
  expect(page).toContain("1,391 (14 sent again, 6 refused for the rate)");
  expect(page).toContain("3 min 12 s");
  expect(page).toContain('<code id="command">hubspot-batch resume 20261126-204500-contacts-upsert</code>');
  expect(page.match(/class="show"/g)).toHaveLength(3);
  expect(packedIn(page).rows).toHaveLength(50);
});

test("a run of which there is nothing more to say has a page without empty parts", async () => {
  const { halted: _, command: __, courses: ___, ...rest } = facts;
  const page = await reportPage({ ...rest, counts: { succeeded: 10 } }, []);
  expect(page).toContain("10 of 10 rows");
  for (const part of ['id="rows"', 'id="course"', 'id="next"', 'id="reasons"', "halted", "packed"])
    expect(page.slice(page.indexOf("<body>"), page.lastIndexOf("<script>"))).not.toContain(part);
});

test("nothing runs or is asked for but what its policy names", async () => {
  const page = await reportPage(facts, rowsOf(50));
  const [policy = ""] = /default-src [^"]+/.exec(page) ?? [];
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$/,
  );
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
  expect(scripts).toHaveLength(1);
  for (const text of [scripts[0] ?? "", /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ""])
    expect(policy).toContain(createHash("sha256").update(text).digest("base64"));
  expect(page).not.toMatch(/ style="| on[a-z]+="|https?:\/\/(?!evil)/);
  for (const hostile of HOSTILE.filter((one) => one.includes("<"))) expect(page).not.toContain(hostile);
});

test("10,000 rows that were not written are a page of less than 400 kB", async () => {
  expect((await reportPage(facts, rowsOf(10_000))).length).toBeLessThan(400_000);
});
