import { describe, expect, test } from "vitest";
import { checkLayers, type Layers } from "../scripts/layers.js";

const rules: Layers = {
  floors: [["contract.ts", "errors.ts"], ["plan.ts", "match.ts"], ["run.ts"], ["index.ts"]],
  packages: ["openapi-fetch"],
  apart: { "sandbox/": { types: ["contract.ts"], packages: ["msw"] } },
  generated: ["index.ts", "sandbox/index.ts"],
};

/** A tree that keeps every rule. */
const sound = {
  "contract.ts": "export interface Operation { method: string }",
  "errors.ts": "export class Refused extends Error {}",
  "plan.ts": 'import type { Operation } from "./contract.js";\nimport { match } from "./match.js";',
  "match.ts": 'import { Refused } from "./errors.js";\nexport const match = () => new Refused();',
  "run.ts": 'import { plan } from "./plan.js";\nimport createClient from "openapi-fetch";',
  "index.ts": 'import { contract } from "../generated/operations.js";\nexport { run } from "./run.js";',
  "sandbox/index.ts": 'import { contract } from "../../generated/operations.js";\nimport { store } from "./store.js";',
  "sandbox/store.ts": 'import type { Operation } from "../contract.js";\nconst load = () => import("msw");',
};

const check = (changes: Record<string, string>) => checkLayers({ ...sound, ...changes }, rules);

test("a tree whose imports go down has no violations", () => {
  expect(check({})).toEqual([]);
});

describe("an import of a higher floor is refused", () => {
  test.each([
    ["a value", 'import { run } from "./run.js";'],
    ["a type", 'import type { Run } from "./run.js";'],
    ["for its effects", 'import "./run.js";'],
    ["re-exported", 'export { run } from "./run.js";'],
    ["everything re-exported", 'export * from "./run.js";'],
    ["dynamic", 'export const load = () => import("./run.js");'],
    ["a type in place", 'export type Run = import("./run.js").Run;'],
  ])("%s", (_, text) => {
    expect(check({ "errors.ts": `// one line above\n${text}` })).toContain(
      "errors.ts:2 imports run.ts: floor 0 imports floor 2",
    );
  });
});

test("a cycle within a floor is named once, in full", () => {
  expect(check({ "match.ts": 'import type { Plan } from "./plan.js";' })).toEqual([
    "cycle: match.ts → plan.ts → match.ts",
  ]);
});

test("a cycle of three is found behind files that are already walked", () => {
  const files = {
    "contract.ts": 'import type { B } from "./b.js";',
    "b.ts": 'import type { C } from "./c.js";',
    "c.ts": 'import type { Operation } from "./contract.js";',
  };
  const flat: Layers = { floors: [["b.ts", "c.ts", "contract.ts"]], packages: [], apart: {}, generated: [] };
  expect(checkLayers(files, flat)).toEqual(["cycle: b.ts → c.ts → contract.ts → b.ts"]);
});

test("a file that imports itself is a cycle", () => {
  expect(check({ "errors.ts": 'import { Refused } from "./errors.js";' })).toEqual(["cycle: errors.ts → errors.ts"]);
});

test("a file without a floor is named", () => {
  expect(check({ "utils.ts": "export const id = 1;" })).toEqual([
    "utils.ts has no floor: give it one in scripts/layers.ts",
  ]);
});

test("a floor without its file is named", () => {
  const { "match.ts": _, ...rest } = { ...sound, "plan.ts": "" };
  expect(checkLayers(rest, rules)).toEqual(["match.ts has a floor but does not exist"]);
});

test("an import of a file that does not exist is named", () => {
  expect(check({ "errors.ts": 'import { x } from "./gone.js";' })).toEqual([
    "errors.ts:1 imports gone.ts: there is no such file",
  ]);
});

test("only the two entries import generated code", () => {
  expect(check({ "run.ts": 'import { contract } from "../generated/operations.js";' })).toEqual([
    "run.ts:1 imports ../generated/operations.ts: only index.ts and sandbox/index.ts import generated code",
  ]);
  expect(check({ "sandbox/store.ts": 'import type { paths } from "../../generated/v3/x.js";' })).toEqual([
    "sandbox/store.ts:1 imports ../generated/v3/x.ts: only index.ts and sandbox/index.ts import generated code",
  ]);
});

test("nothing imports what is outside src", () => {
  expect(check({ "index.ts": 'import { load } from "../scripts/codegen/load.js";' })).toEqual([
    "index.ts:1 imports ../scripts/codegen/load.ts: it is outside src/",
  ]);
});

test("a package that is not on the list is refused, a built-in module too", () => {
  expect(check({ "run.ts": 'import * as z from "zod";\nimport { readFile } from "node:fs";' })).toEqual([
    "run.ts:1 imports zod: of packages it may import openapi-fetch only",
    "run.ts:2 imports node:fs: of packages it may import openapi-fetch only",
  ]);
});

describe("the sandbox stands apart", () => {
  test("it imports no engine file", () => {
    expect(check({ "sandbox/store.ts": 'import { match } from "../match.js";' })).toEqual([
      "sandbox/store.ts:1 imports match.ts: of the floors it may import types from contract.ts only",
    ]);
  });

  test("it imports types of the contract, not values", () => {
    const text = 'import { type Operation, defaults } from "../contract.js";';
    expect(check({ "sandbox/store.ts": text })).toEqual([
      "sandbox/store.ts:1 imports contract.ts: it may import its types, not its values",
    ]);
  });

  test.each(['import { type Operation } from "../contract.js";', 'export type { Operation } from "../contract.js";'])(
    "%s is a type",
    (text) => {
      expect(check({ "sandbox/store.ts": text })).toEqual([]);
    },
  );

  test("no floor imports it", () => {
    expect(check({ "index.ts": 'export { store } from "./sandbox/store.js";' })).toEqual([
      "index.ts:1 imports sandbox/store.ts: the floors know nothing of the folders beside them",
    ]);
  });
});

test("state of a module is refused, constants and locals are not", () => {
  const text = "const limit = 1;\nlet calls = 0;\nvar last;\nexport function f() { let n = 0; return n; }";
  expect(check({ "errors.ts": text })).toEqual([
    "errors.ts:2 declares mutable state of the module",
    "errors.ts:3 declares mutable state of the module",
  ]);
});
