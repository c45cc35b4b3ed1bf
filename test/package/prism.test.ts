/** The repaired documents, played by Prism, which knows nothing of this package: it takes what clients send, and clients what it answers. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BatchRun, createClient } from "../../src/index.js";
import { type BatchOperation, batchOperations } from "../../src/toolkit/codegen/batch.js";
import type { JsonObject } from "../../src/toolkit/codegen/document.js";
import { schemaOf } from "../../src/toolkit/codegen/document.js";
import { load } from "../../src/toolkit/codegen/load.js";
import { readContract } from "../../src/toolkit/codegen/read-contract.js";
import { repair } from "../../src/toolkit/codegen/repair.js";
import { sampleInput, sampleOptions } from "../../src/toolkit/codegen/sample-inputs.js";
import { sampleOf } from "../../src/toolkit/codegen/samples.js";
import { diagnose } from "../toolkit/codegen/compile.js";
import { root, run } from "./project.js";

/**
 * It has 185 packages, 90 MB: they are installed for this test, and not with the repository's own. Those that are used here
 * are of these versions, and what they bring is as it was on one day: what is published later changes nothing.
 */
const PRISM = ["@stoplight/prism-cli@5.14.2", "@stoplight/prism-http@5.12.0", "pino@6.14.0", "--before=2026-11-01"];

/** Answers a request by a document, and says what of the request the document forbids. */
interface Mock {
  request(
    url: string,
    request: { method: string; headers: Record<string, string>; body: unknown },
  ): Promise<{ status: number; data: unknown; violations: { input: object[]; output: object[] } }>;
}

let folder: string;
let mockOf: (document: object) => Promise<Mock>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-prism-"));
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-save", ...PRISM], folder);
  const require = createRequire(join(folder, "package.json"));
  const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
  const { createClientFromOperations } = require("@stoplight/prism-http/dist/client.js");
  const logger = require("pino")({ level: "silent" });
  logger.success = () => undefined;
  const options = {
    mock: { dynamic: false },
    validateRequest: true,
    validateResponse: true,
    checkSecurity: true,
    errors: true,
  };
  mockOf = async (document) =>
    createClientFromOperations(await getHttpOperationsFromSpec(document), { ...options, isProxy: false, logger });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const contracts = repair(await load("openapi")).contracts.map(readContract);
const operations = contracts.flatMap(batchOperations);

type Methods = Record<string, Record<string, (inputs: object[], options: object) => BatchRun<object, object>>>;

/** Inputs with all that they may have, with what they must have alone, and as samples are. */
function inputsOf(operation: BatchOperation): JsonObject[] {
  const { contract, input } = operation;
  const full = sampleOf(contract, schemaOf(contract, input), "input") as JsonObject; // An input is an object.
  const { required = [] } = schemaOf(contract, input);
  const least = Object.fromEntries(
    Object.entries(sampleInput(operation, 7)).filter(([field]) => required.includes(field)),
  );
  return [full, least, sampleInput(operation, 8), sampleInput(operation, 9)];
}

/** Has a client send one batch of each input to Prism, and gives what Prism has against it, and its answers. */
async function played(operation: BatchOperation, mock: Mock) {
  const { contract, batch, verb, path } = operation;
  const said: string[] = [];
  const answers: string[] = [];
  const statuses = new Set<number>();
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const request = new Request(url, init);
    const { status, data, violations } = await mock.request(request.url, {
      method: request.method.toLowerCase(),
      headers: Object.fromEntries(request.headers),
      body: JSON.parse(await request.text()),
    });
    said.push(...[...violations.input, ...violations.output].map((violation) => JSON.stringify(violation)));
    statuses.add(status);
    const json = data === undefined ? null : typeof data === "string" ? data : JSON.stringify(data);
    if (json !== null)
      answers.push(
        `paths[${JSON.stringify(path)}][${JSON.stringify(verb)}]["responses"][${status}]["content"]["application/json"] = ${json}`,
      );
    return new Response(status === 204 ? null : json, { status, headers: { "content-type": "application/json" } });
  };
  const client = createClient({
    apiVersion: contract.version as "v3",
    accessToken: "t",
    fetch,
    retry: { maxRetries: 0 },
  });
  const [api = "", method = ""] = batch.method.split(".");
  for (const input of inputsOf(operation)) {
    const report = await (client as unknown as Methods)[api]?.[method]?.([input], sampleOptions(operation));
    // Its results are made up: whose they are, and whether that is somebody's refusal, says nothing of the client.
    for (const outcome of report?.outcomes ?? [])
      if (outcome.status !== "succeeded" && !/^(?:UnaccountedError|RefusedError)$/.test(String(outcome.error?.name)))
        said.push(String(outcome.error));
  }
  return { said, answers, statuses: [...statuses] };
}

test("Prism takes all that clients send, and its answers have the types of the client", async () => {
  const typed: string[] = [];
  const refused: object[] = [];
  for (const [index, contract] of contracts.entries()) {
    const own: string[] = [];
    const name = `generated/${contract.version}/${contract.api}`;
    const mock = await mockOf(JSON.parse(await readFile(join(root, `${name}.openapi.json`), "utf8")));
    for (const operation of operations.filter((one) => one.contract === contract)) {
      const { said, answers, statuses } = await played(operation, mock);
      const isAnswered = statuses.every((status) => status >= 200 && status <= 299);
      if (said.length > 0 || !isAnswered || (answers.length === 0 && operation.result !== undefined))
        refused.push({ version: contract.version, method: operation.batch.method, said, statuses });
      const [answer] = answers;
      if (answer !== undefined)
        own.push(`export const a${index}_${own.length}: ${answer.replace("paths", `paths${index}`)};`);
    }
    if (own.length > 0) typed.push(`import type { paths as paths${index} } from "${join(root, name)}.js";`, ...own);
  }
  expect(refused).toEqual([]);
  const temporary = await mkdtemp(join(root, "test/.tmp-prism-"));
  try {
    await writeFile(join(temporary, "answers.ts"), `${typed.join("\n")}\n`);
    expect([...(await diagnose(temporary, ["answers.ts"]))]).toEqual([]);
  } finally {
    await rm(temporary, { recursive: true });
  }
});

test("Prism refuses what the documents forbid", async () => {
  const mock = await mockOf(
    JSON.parse(await readFile(join(root, "generated/2026-03/marketing-events.openapi.json"), "utf8")),
  );
  const send = (inputs: unknown[]) =>
    mock.request("https://api.hubapi.com/marketing/marketing-events/2026-03/events/upsert", {
      method: "post",
      headers: { authorization: "Bearer t", "content-type": "application/json" },
      body: { inputs },
    });
  const event = { eventName: "a", eventOrganizer: "b", externalAccountId: "c", externalEventId: "d" };
  expect((await send([event])).violations.input).toEqual([]);
  expect((await send([{ ...event, eventName: 7 }])).violations.input).toMatchObject([
    { code: "type", path: ["body", "inputs", "0", "eventName"] },
  ]);
  expect((await send([{ eventName: "a" }])).violations.input).toHaveLength(3);
});
