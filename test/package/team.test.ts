/** A team's repository, from the packed package: from nothing to a typed client of its own APIs and of the package's. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { robots } from "../toolkit/import/published.js";
import { call, compile, evaluate, type Packed, pack, toolkitPeers } from "./project.js";

let packed: Packed;
beforeAll(async () => {
  packed = await pack();
});
afterAll(() => packed.remove());

const program = `
  import { bindClient, type InputOf } from "hubspot-batch";
  import { createSandbox } from "hubspot-batch/sandbox";
  import { contract } from "./src/hubspot/operations.js";

  const { fetch } = createSandbox({ contract });
  const hubspot = bindClient(contract)({ apiVersion: "2026-03", accessToken: "token", fetch });
  type Contact = InputOf<typeof hubspot, "contacts.upsert">;
  const contact: Contact = { id: "ada@example.com", idProperty: "email", properties: { firstname: "Ada" } };
  // @ts-expect-error a contact has no such field
  const wrong: Contact = { ...contact, propertys: {} };
  // @ts-expect-error that is not taken
  void hubspot.listings;
  const { counts } = await hubspot.contacts.upsert([contact]);
  console.log(JSON.stringify({ counts, apis: Object.keys(hubspot).sort(), wrong: typeof wrong }));
`;

test("an API that is not shipped, and contacts that are, become one typed client", async () => {
  const project = await packed.install("team", { links: toolkitPeers });
  await writeFile(join(project, "robots.json"), JSON.stringify(robots({ version: "2026-03" })));
  const config = { extends: "hubspot-batch", versions: ["2026-03"], operations: ["contacts.upsert"] };
  await writeFile(join(project, "hubspot-batch.config.json"), JSON.stringify(config));

  const told = await call(project, "import", "robots.json", "--api", "robots");
  expect(told).toContain("2026-03/robots.yaml:");
  expect(told).toContain("Repaired by overlays:");
  await call(project, "generate", "--check");

  await writeFile(join(project, "hubspot-batch.config.json"), JSON.stringify({ ...config, operations: ["contacts"] }));
  await expect(call(project, "generate", "--check")).rejects.toThrow("drifted ");
  await call(project, "generate");

  await compile(
    project,
    { "program.ts": program },
    { noEmit: false, outDir: "built", lib: ["ES2023", "DOM", "DOM.Iterable"] },
  );
  const built = await evaluate(project, `await import("./built/program.js")`);
  expect(built).toEqual({
    counts: { total: 1, succeeded: 1, failed: 0, unknown: 0, unsent: 0 },
    apis: ["contacts", "objects", "robots"],
    wrong: "object",
  });

  expect(documentationOf(join(project, "program.ts"), "upsert")).toBe(
    "Creates records, or updates those that have the same value of a property with unique values.\n\n" +
      "`POST /crm/objects/2026-03/{objectType}/batch/upsert`",
  );
});

test("without an API of its own, nothing but the overlays is taken", async () => {
  const project = await packed.install("own", { links: toolkitPeers });
  await writeFile(join(project, "robots.json"), JSON.stringify(robots()));
  await call(project, "import", "robots.json", "--api", "robots");
  const table = await readFile(join(project, "src", "hubspot", "operations.ts"), "utf8");
  expect(table).toContain("robots");
  expect(table).not.toContain("contacts");
});

test("what is not installed is asked for in one line, with what installs it", async () => {
  const project = await packed.install("bare");
  const config = { extends: "hubspot-batch", operations: ["contacts.upsert"] };
  await writeFile(join(project, "hubspot-batch.config.json"), JSON.stringify(config));
  await expect(call(project, "generate")).rejects.toThrow(
    "openapi-typescript is not installed here: npm install --save-dev openapi-typescript@7.13.0 typescript@5.9.3 yaml@2.9.1 json-p3@2.3.1",
  );
});

test("the schema of the configuration is where the documentation says", async () => {
  const project = await packed.install("schema");
  const path = join(project, "node_modules", "hubspot-batch", "dist", "cli", "config.schema.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
    properties: { extends: { const: "hubspot-batch" } },
  });
});

/** What an editor shows for the first use of a member in a file. */
function documentationOf(file: string, member: string): string | undefined {
  const options = { module: ts.ModuleKind.NodeNext, strict: true, types: ["node"] };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const find = (node: ts.Node): string | undefined =>
    ts.isPropertyAccessExpression(node) && node.name.text === member
      ? ts.displayPartsToString(checker.getSymbolAtLocation(node.name)?.getDocumentationComment(checker))
      : ts.forEachChild(node, find);
  const source = program.getSourceFile(file);
  return source && find(source);
}
