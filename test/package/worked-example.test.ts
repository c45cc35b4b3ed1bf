/** The worked example of openapi/README.md, from the packed package in an empty folder: an API that is not shipped. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currencies } from "./currencies.js";
import { call, compile, evaluate, type Packed, pack, root, toolkitPeers } from "./project.js";

let packed: Packed;
beforeAll(async () => {
  packed = await pack();
}, 180_000);
afterAll(() => packed.remove());

test("an API is imported with what the example prints, and its program runs", async () => {
  const page = await readFile(join(root, "openapi", "README.md"), "utf8");
  const [, example = ""] = /^### A worked example\n(.*?)^### /ms.exec(page) ?? [];
  const [, words = "", printed = ""] =
    /^\$ npm run spec:import -- ~\/Downloads\/([^\n]*)\n(.*?)\n\n\$ git status --short\n/ms.exec(example) ?? [];
  const [, calls = ""] = /^```ts\n(.*?)^```/ms.exec(example) ?? [];
  const project = await packed.install("example", { links: toolkitPeers });
  await writeFile(join(project, "multicurrency.json"), JSON.stringify(currencies));

  const told = await call(project, "import", ...words.split(" "));
  // The sample has a field more than the example, which may be left out.
  const effective = /"effectiveAt":"[^"]*",?/g;
  expect(told.trimEnd().replaceAll(effective, "")).toBe(printed.replaceAll(effective, ""));
  await call(project, "generate", "--check");

  const source = `
    import { bindClient } from "hubspot-batch";
    import { createSandbox } from "hubspot-batch/sandbox";
    import { contract } from "./src/hubspot/operations.js";
    const { fetch } = createSandbox({ contract });
    const createClient = () => bindClient(contract)({ apiVersion: "2026-03", accessToken: "token", fetch });
    ${calls}
    console.log(JSON.stringify([created.counts, updated.counts]));
  `;
  const options = { noEmit: false, outDir: "built", lib: ["ES2023", "DOM", "DOM.Iterable"] };
  await compile(project, { "program.ts": source }, options);
  const [created, updated] = await evaluate(project, `await import("./built/program.js")`);
  expect([created, updated]).toMatchObject([{ total: 1, succeeded: 1 }, { total: 1 }]);
});
