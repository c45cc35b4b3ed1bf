import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ESLint, Linter } from "eslint";
import { parser } from "typescript-eslint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLayers, listRooms } from "../scripts/layers.js";

type Files = Readonly<Record<string, string>>;

/** A tree that keeps every rule. */
const sound: Files = {
  "generated/operations.ts": `
    import type { Operation } from "../src/contract.js";
    import create from "openapi-fetch";`,
  "src/contract.ts": "export interface Operation { method: string } export const method = 1;",
  "src/outcome/errors.ts": "export class Refused extends Error {}",
  "src/match/match.ts": `
    import { Refused } from "../outcome/errors.js";
    import { rules } from "./rules.js";`,
  "src/match/rules.ts": 'import type { Operation } from "../contract.js"; export const rules = 1;',
  "src/pace/pace.ts": 'import { Refused } from "../outcome/errors.js"',
  "src/wire/wire.ts":
    'import type { Agent } from "./node-wire.js"; export const load = () => import("./node-wire.js");',
  "src/wire/node-wire.ts": 'import { request } from "node:https"; import { zip } from "./node-zip.js";',
  "src/wire/node-zip.ts": 'export { gzipSync as zip } from "node:zlib";',
  "src/run/run.ts": 'import { match } from "../match/match.js"; import { load } from "../wire/wire.js";',
  "src/client.ts": 'export const engine = () => import("./run/run.js");',
  "src/index.ts": `
    import { contract } from "../generated/operations.js";
    export { engine } from "./client.js";`,
  "src/sandbox/sandbox.ts": 'import { contract } from "../../generated/operations.js"; import "./store.js";',
  "src/sandbox/store.ts": 'import { type Operation } from "../contract.js"; import http from "node:http";',
  "src/toolkit/types.ts": 'import ts from "openapi-fetch"; export type { Operation } from "../contract.js";',
  "src/cli/load.ts": 'import "../index.js"; import "../sandbox/sandbox.js"; import "../toolkit/types.js";',
  "src/redis/redis.ts": 'import { engine } from "../index.js"; import redis from "openapi-fetch";',
  "node_modules/openapi-fetch/index.js": "",
  "scripts/build.ts": "",
};

const down = (room: string, floor: number) => `${room} stands on floor ${floor} and imports from those below`;

/** Files that each break a rule, with what they import and what is said of that. */
const broken: readonly (readonly [file: string, text: string, to: string, said: string])[] = [
  // Every way of importing.
  ["src/outcome/value.ts", 'import { rules } from "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/type.ts", 'import type { Rules } from "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/one.ts", 'import { type Rules } from "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/effects.ts", 'import "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/again.ts", 'export { rules } from "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/all.ts", 'export * from "../match/rules.js"', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/late.ts", 'const it = () => import("../match/rules.js")', "src/match/rules.ts", down("outcome/", 0)],
  ["src/outcome/place.ts", 'type It = import("../match/rules.js").It', "src/match/rules.ts", down("outcome/", 0)],
  // Up, sideways, and to the rooms apart.
  ["src/match/aside.ts", 'import type { It } from "../pace/pace.js"', "src/pace/pace.ts", down("match/", 1)],
  ["src/match/apart.ts", 'import type { It } from "../sandbox/store.js"', "src/sandbox/store.ts", down("match/", 1)],
  ["src/run/apart.ts", 'import type { It } from "../cli/load.js"', "src/cli/load.ts", down("run/", 5)],
  // The rooms apart.
  ["src/sandbox/a.ts", 'import type { It } from "../match/rules.js"', "src/match/rules.ts", "sandbox/ stands apart"],
  [
    "src/sandbox/b.ts",
    'import type { It } from "../toolkit/types.js"',
    "src/toolkit/types.ts",
    "sandbox/ stands apart",
  ],
  ["src/toolkit/a.ts", 'import type { It } from "../index.js"', "src/index.ts", "toolkit/ stands apart"],
  ["src/cli/a.ts", 'import type { It } from "../sandbox/store.js"', "src/sandbox/store.ts", "cli/ stands apart"],
  ["src/redis/a.ts", 'import type { It } from "../client.js"', "src/client.ts", "redis/ stands apart"],
  ["src/bullmq/a.ts", 'import type { It } from "../redis/redis.js"', "src/redis/redis.ts", "bullmq/ stands apart"],
  ["src/otel/a.ts", 'import type { It } from "../run/run.js"', "src/run/run.ts", "otel/ stands apart"],
  ...["sandbox", "toolkit", "cli", "redis", "bullmq", "otel"].map(
    (room) =>
      [
        `src/${room}/value.ts`,
        'import { type Operation, method } from "../contract.js"',
        "src/contract.ts",
        "rooms apart import types of contract.ts, not values",
      ] as const,
  ),
  // Generated code, packages, modules of the runtime, and what is not there.
  ...["run", "sandbox", "toolkit"].map(
    (room) =>
      [
        `src/${room}/generated.ts`,
        'import type { contract } from "../../generated/operations.js"',
        "generated/operations.ts",
        "only index.ts and sandbox/sandbox.ts import generated code",
      ] as const,
  ),
  ...["run", "sandbox"].map(
    (room) =>
      [
        `src/${room}/package.ts`,
        'import type { Client } from "openapi-fetch"',
        "node_modules/openapi-fetch/index.js",
        "only toolkit/, cli/, redis/, bullmq/, otel/ import packages",
      ] as const,
  ),
  ["src/run/node.ts", 'import "node:fs"', "fs", "of the engine, only wire/node-*.ts import modules of Node"],
  ["src/run/node-run.ts", 'import("node:fs")', "fs", "of the engine, only wire/node-*.ts import modules of Node"],
  [
    "src/run/early.ts",
    'import "../wire/node-zip.js"',
    "src/wire/node-zip.ts",
    "what only Node has is reached by import()",
  ],
  ["src/cli/outside.ts", 'import "../../scripts/build.js"', "scripts/build.ts", "it is outside src/"],
  ["src/outcome/gone.ts", 'import "./nowhere.js"', "./nowhere.js", "there is no such module"],
  // Circles, of types too.
  ["src/match/self.ts", 'import "./self.js"', "src/match/self.ts", "imports go round"],
  [
    "src/match/left.ts",
    'import type { It } from "./right.js"',
    "src/match/right.ts → src/match/left.ts",
    "imports go round",
  ],
];

let folder = "";
let found: readonly string[] = [];

const write = async (tree: string, files: Files) => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, tree, path)), { recursive: true });
    await writeFile(join(folder, tree, path), text);
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubspot-batch-layers-"));
  await write("sound", sound);
  await write("broken", { ...sound, ...Object.fromEntries(broken) });
  await write("broken", { "src/match/right.ts": 'import "./left.js"', "src/types.ts": "", "src/utils/id.ts": "" });
  found = await checkLayers(join(folder, "broken"));
});

afterAll(() => rm(folder, { recursive: true }));

test("a tree whose imports go down has no violations", async () => {
  expect(await checkLayers(join(folder, "sound"))).toEqual([]);
});

describe("what a rule forbids is found, and nothing beside it", () => {
  test.each(broken)("%s: %s", (file, _, to, said) => {
    expect(found.filter((line) => line.startsWith(`${file} `))).toEqual([`${file} → ${to}: ${said}`]);
  });

  test("a room and a file beside the rooms need a floor", () => {
    expect(found.slice(0, 2)).toEqual([
      "src/types.ts has no floor: give it one in scripts/layers.ts",
      "src/utils/ has no floor: give it one in scripts/layers.ts",
    ]);
  });

  test("a circle is named once, and what is sound is not named", () => {
    expect(found).toHaveLength(broken.length + 2);
  });
});

test("a circle through generated code is found", async () => {
  await write("round", { ...sound, "generated/operations.ts": 'import type { It } from "../src/index.js"' });
  expect(await checkLayers(join(folder, "round"))).toEqual([
    "generated/operations.ts → src/index.ts → generated/operations.ts: imports go round",
  ]);
});

test("the rooms are listed from the top down, those that stand apart at the end", () => {
  expect(listRooms(join(folder, "sound"))).toEqual([
    "7      index.ts       1 files      3 lines",
    "6      client.ts      1 files      1 lines",
    "5      run/           1 files      1 lines",
    "2      wire/          3 files      3 lines",
    "1      pace/          1 files      1 lines",
    "1      match/         2 files      4 lines",
    "0      outcome/       1 files      1 lines",
    "0      contract.ts    1 files      1 lines",
    "apart  sandbox/       2 files      2 lines",
    "apart  toolkit/       1 files      1 lines",
    "apart  cli/           1 files      1 lines",
    "apart  redis/         1 files      1 lines",
  ]);
});

test("each room has a file of its name, which opens with one sentence on what the room is for", () => {
  const rooms = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.length).toBeGreaterThan(10);
  for (const { name } of rooms)
    expect(readFileSync(`src/${name}/${name}.ts`, "utf8"), name).toMatch(/^\/\*\* [^\n]+[.] \*\/\n/);
});

test("state of a module or a class is refused, constants and locals are not", async () => {
  const config = (await new ESLint().calculateConfigForFile("src/contract.ts")) as Linter.Config;
  const rule = config.rules!["no-restricted-syntax"]!;
  const refused = (line: string) =>
    new Linter().verify(line, { languageOptions: { parser }, rules: { "no-restricted-syntax": rule } }).length > 0;
  const state = [
    "let calls = 0;",
    "var last;",
    "export let open = true;",
    "const cache = new Map<string, number>();",
    "export const seen = new WeakSet();",
    "const queue: string[] = [];",
    "const byName = {};",
    "class Token { static #count = 0; }",
  ];
  const others = [
    "const limit = 1;",
    "export const codes = new Set([408]);",
    "const words = ['a'], names = { a: 1 };",
    "class Token { static readonly length = 1; #count = 0; }",
    "export function count() { let n = 0; const all = []; const map = new Map(); return n; }",
  ];
  expect(state.filter((line) => !refused(line))).toEqual([]);
  expect(others.filter(refused)).toEqual([]);
});
