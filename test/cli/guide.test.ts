/** The recipe of the guide is what the command does. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPlace } from "./runs/served.js";

test("companies, contacts and their links are loaded from three files, by keys of their own", async () => {
  const guide = readFileSync("scripts/site/guides/command-line.md", "utf8");
  const [, recipe = ""] = /^## Companies, contacts and their links\n(.*?)^## /ms.exec(guide) ?? [];
  const files = [...recipe.matchAll(/^```csv\n(# (\S+)\n.*?)^```$/gms)].map(([, text = "", name = ""]) => [name, text]);
  expect(files.map(([name]) => name)).toEqual(["companies.csv", "contacts.csv", "links.csv"]);
  const [, session = ""] = /^```sh\n(.*?)^```$/ms.exec(recipe) ?? [];
  const commands = session.trimEnd().split("\n");
  const { run, folder, sandbox, sent } = await openPlace(Object.fromEntries(files) as Record<string, string>);
  for (const command of commands) {
    const [, words = ""] = /^npx hubspot-batch (.*)$/.exec(command) ?? [];
    expect(await run(words.split(" "))).toMatchObject({ code: 0 });
  }
  const idOf = (type: string, property: string, value: string) =>
    sandbox.records(type).find(({ properties }) => (properties as Record<string, string>)[property] === value)?.["id"];
  const [ada, charles] = ["ada", "charles"].map((name) => idOf("contacts", "email", `${name}@example.com`));
  const [first, second] = ["C-1", "C-2"].map((key) => idOf("companies", "erp_id", key));
  expect([ada, charles, first, second]).not.toContain(undefined);
  expect(sent().at(-1)).toEqual([
    { from: { id: ada }, to: { id: first } },
    { from: { id: charles }, to: { id: first } },
    { from: { id: charles }, to: { id: second } },
  ]);

  // A link of somebody who is not there yet, and goes when they are.
  writeFileSync(join(folder, "links.csv"), "email,erp_id\ngrace@example.com,C-2\n");
  const link = commands.at(-1)!.split(" ").slice(2);
  expect((await run([...link, "--out", "links"])).code).toBe(1);
  writeFileSync(join(folder, "contacts.csv"), "email\ngrace@example.com\n");
  await run(commands[1]!.split(" ").slice(2));
  expect((await run(link.map((word) => (word === "links.csv" ? "links/failed.csv" : word)))).code).toBe(0);
  expect(sent().at(-1)).toEqual([{ from: { id: idOf("contacts", "email", "grace@example.com") }, to: { id: second } }]);
});
