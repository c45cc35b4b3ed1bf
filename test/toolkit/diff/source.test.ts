import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type JsonObject, resolve } from "../../../src/toolkit/codegen/document.js";
import { compare } from "../../../src/toolkit/diff/compare.js";
import { readDescription } from "../../../src/toolkit/diff/source.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-source-test-"));
});

afterAll(() => rm(folder, { recursive: true }));

const ref = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });
const takes = (items: JsonObject): JsonObject => ({
  type: "object",
  required: ["inputs"],
  properties: { inputs: { type: "array", items } },
});

const bodies: Readonly<Record<string, JsonObject>> = {
  "a body that is described elsewhere": ref("requestBodies", "Changes"),
  "a schema that is described elsewhere": { content: { "*/*": { schema: ref("schemas", "BatchInputAnything") } } },
  "what stands there": { content: { "application/json": { schema: takes({ type: "object" }) } } },
};

/** A description that says what is created, and of what is changed only that it is something. */
function authors(more: JsonObject): JsonObject {
  const created = { content: { "application/json": { schema: ref("schemas", "BatchInputAuthor") } } };
  const post = (requestBody: JsonObject) => ({ post: { requestBody, responses: { "204": { description: "Done." } } } });
  const paths = Object.values(bodies).flatMap((changes, index): [string, JsonObject][] => [
    [`/cms/v3/authors${index}/batch/create`, post(created)],
    [`/cms/v3/authors${index}/batch/update`, post(changes)],
  ]);
  return {
    openapi: "3.0.1",
    info: { title: "Authors", version: "v3" },
    paths: Object.fromEntries(paths),
    components: {
      requestBodies: { Changes: { content: { "*/*": { schema: takes({ type: "object", properties: {} }) } } } },
      schemas: {
        BatchInputAnything: takes({ type: "object" }),
        BatchInputAuthor: takes(ref("schemas", "Author")),
        Author: {
          type: "object",
          required: ["id", "name"],
          properties: { id: { type: "string" }, name: { type: "string" }, ...more },
        },
      },
    },
  };
}

it("inputs of any shape are compared as import takes them, at the places where that is published", async () => {
  const documents = [authors({ slug: { type: "string" } }), authors({ bio: { type: "string" } })] as const;
  const read = async (document: JsonObject, name: string) => {
    await writeFile(join(folder, name), JSON.stringify(document));
    return { all: [await readDescription(join(folder, name))] };
  };
  const [before, after] = [await read(documents[0], "before.json"), await read(documents[1], "after.json")];
  const changes = await compare(before, after, { repair: async (one) => one });
  for (const [index, where] of Object.keys(bodies).entries()) {
    const updates = changes.filter(({ operation }) => operation === `POST /cms/v3/authors${index}/batch/update`);
    expect(
      updates.map(({ message, pointer }) => [message, pointer]),
      where,
    ).toEqual([
      [
        "`slug` was removed from inputs[]: callers who send it stop compiling",
        "/components/schemas/Author/properties/slug",
      ],
      ["`bio` was added to inputs[]", "/components/schemas/Author/properties/bio"],
    ]);
  }
  for (const { pointer, message } of changes)
    expect(resolve(documents[message.includes("removed") ? 0 : 1], `#${pointer}`)).toBeDefined();
});
