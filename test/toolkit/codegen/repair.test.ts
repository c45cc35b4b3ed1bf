import { compile } from "json-p3";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/toolkit/codegen/document.js";
import { apply, repair, repairOne } from "../../../src/toolkit/codegen/repair.js";
import { contractOf, type JsonObject, overlayOf } from "./contracts.js";

function applied(document: Json, { target, ...change }: { target: string; update?: Json; remove?: true }) {
  const changed = apply(document, compile(target), { update: undefined, remove: undefined, ...change });
  return { document, changed };
}

describe("an update", () => {
  it("is merged into objects, key by key", () => {
    expect(applied({ a: { b: 1, c: { d: 2 } } }, { target: "$.a", update: { b: 9, c: { e: 3 } } })).toEqual({
      document: { a: { b: 9, c: { d: 2, e: 3 } } },
      changed: ["/a/b", "/a/c/e"],
    });
  });

  it("is appended to an array that is the target", () => {
    expect(applied({ a: [1] }, { target: "$.a", update: { b: 2 } })).toEqual({
      document: { a: [1, { b: 2 }] },
      changed: ["/a/1"],
    });
  });

  it("extends arrays inside of objects", () => {
    expect(applied({ a: { b: [1] } }, { target: "$.a", update: { b: [2, 3] } })).toEqual({
      document: { a: { b: [1, 2, 3] } },
      changed: ["/a/b/1", "/a/b/2"],
    });
  });

  it("takes and gives null", () => {
    expect(applied({ a: { b: null, c: 1 } }, { target: "$.a", update: { b: { d: 1 }, c: null } })).toEqual({
      document: { a: { b: { d: 1 }, c: null } },
      changed: ["/a/b", "/a/c"],
    });
  });

  it("that says what is there already changes nothing", () => {
    expect(applied({ a: { b: 1 } }, { target: "$.a", update: { b: 1 } }).changed).toEqual([]);
  });

  it("reaches every target, and each once", () => {
    expect(applied({ a: { x: {} }, b: { x: {} } }, { target: "$['a', 'b', 'a'].x", update: { y: 1 } })).toEqual({
      document: { a: { x: { y: 1 } }, b: { x: { y: 1 } } },
      changed: ["/a/x/y", "/b/x/y"],
    });
  });

  it("gives each target a copy of its own", () => {
    const document = { a: {}, b: {} };
    applied(document, { target: "$.*", update: { c: { d: 1 } } });
    applied(document, { target: "$.a.c", update: { d: 2 } });
    expect(document).toEqual({ a: { c: { d: 2 } }, b: { c: { d: 1 } } });
  });

  it.each([
    ["an object for a text", { a: { b: "c" } }, "$.a", { b: { c: 1 } }],
    ["a text for an array", { a: { b: [] } }, "$.a", { b: "c" }],
    ["anything for a text", { a: "b" }, "$.a", { c: 1 }],
  ])("is refused where it would put %s", (_, document, target, update) => {
    expect(() => applied(document, { target, update })).toThrow("can't take this update");
  });
});

describe("a removal", () => {
  it("takes a member out of its object", () => {
    expect(applied({ a: { b: 1, c: 2 } }, { target: "$.a.b", remove: true })).toEqual({
      document: { a: { c: 2 } },
      changed: ["/a/b"],
    });
  });

  it("takes elements out of their array, and names them as they stood", () => {
    expect(applied({ a: ["b", "c", "d", "e"] }, { target: "$.a[?@ != 'c']", remove: true })).toEqual({
      document: { a: ["c"] },
      changed: ["/a/0", "/a/2", "/a/3"],
    });
  });

  it("escapes the pointers of keys with slashes and tildes", () => {
    expect(applied({ "/a~b": 1 }, { target: "$.*", remove: true }).changed).toEqual(["/~1a~0b"]);
  });
});

describe("overlays", () => {
  const target = "$.components.schemas.Input.properties";
  const contracts = [
    contractOf({ version: "v1" }),
    contractOf({ version: "v2", schemas: { Input: { type: "object" } } }),
  ];

  it("record what each action changed in which contract", () => {
    const { repairs } = repair({ contracts, overlays: [overlayOf({ target: `${target}.note`, remove: true })] });
    expect(repairs).toEqual([
      {
        overlay: "overlays/test.overlay.yaml",
        action: 0,
        description: "Why.",
        changed: { "v1/things.yaml": ["/components/schemas/Input/properties/note"] },
      },
    ]);
  });

  it("leave the documents that they were given alone", () => {
    const before = structuredClone(contracts);
    repair({ contracts, overlays: [overlayOf({ target, update: { more: { type: "string" } } })] });
    expect(contracts).toEqual(before);
  });

  it("apply in turn, so that a later action sees what an earlier one did", () => {
    const overlay = overlayOf(
      { target, update: { more: { type: "string" } } },
      { target: `${target}.more`, update: { nullable: true } },
    );
    const { repairs } = repair({ contracts, overlays: [overlay] });
    expect(repairs[1]?.changed).toEqual({ "v1/things.yaml": ["/components/schemas/Input/properties/more/nullable"] });
  });

  it("with `extends` speak of that contract only", () => {
    const overlay = overlayOf({ target: "$.info", update: { title: "New" } });
    (overlay.document as JsonObject)["extends"] = "../v2/things.yaml";
    const { repairs } = repair({ contracts, overlays: [overlay] });
    expect(repairs[0]?.changed).toEqual({ "v2/things.yaml": ["/info/title"] });
  });

  it.each<[string, JsonObject, string]>([
    [
      "finds nothing",
      { target: "$.nowhere", remove: true },
      "/actions/0: has expired, for it changes no contract: Why.",
    ],
    ["changes nothing", { target: "$.info", update: { title: "things" } }, "/actions/0: has expired"],
    ["has a target that is no path", { target: "$[", remove: true }, "/actions/0/target: "],
    ["neither updates nor removes", { target: "$.info" }, "/actions/0: expected update or remove"],
    ["says no reason", { target: "$.info", remove: true, description: "" }, "/actions/0/description: "],
    ["has a member of no meaning", { target: "$.info", remove: true, when: 1 }, "/actions/0: "],
  ])("fail where an action %s", (_, action, message) => {
    const overlays = [overlayOf(action)];
    expect(() => repair({ contracts, overlays })).toThrow(`overlays/test.overlay.yaml#${message}`);
  });

  it("fail where they extend what is not there", () => {
    const overlay = overlayOf({ target: "$.info", remove: true });
    (overlay.document as JsonObject)["extends"] = "../v9/things.yaml";
    expect(() => repair({ contracts, overlays: [overlay] })).toThrow(
      "#/extends: ../v9/things.yaml is no contract here",
    );
  });

  it("repair one contract as they repair it among all, and have expired where none of them changes", () => {
    const [own, other] = contracts;
    const overlays = [
      overlayOf({ target: "$.info", update: { title: "New" } }, { target: `${target}.note`, remove: true }),
    ];
    const { contract, repairs } = repairOne(other!, { contracts: [own!], overlays });
    expect(repairs).toMatchObject([{ action: 0, changed: { "v2/things.yaml": ["/info/title"] } }]);
    expect(repairOne(own!, { contracts: [], overlays }).repairs).toHaveLength(2);
    expect([repairOne(own!, { contracts: [], overlays }).contract, contract]).toEqual(
      repair({ contracts, overlays }).contracts,
    );
    expect(() => repairOne(other!, { contracts: [other!], overlays })).toThrow("#/actions/1: has expired");
  });

  it("keep what YAML aliases share apart", () => {
    const shared = { type: "string" };
    const contract = contractOf({ schemas: { One: shared, Other: shared } });
    const { contracts } = repair({
      contracts: [contract],
      overlays: [overlayOf({ target: "$.components.schemas.One", update: { nullable: true } })],
    });
    expect(contracts[0]?.document).toMatchObject({ components: { schemas: { Other: { type: "string" } } } });
    expect(JSON.stringify(contracts[0]?.document).match(/nullable/g)).toHaveLength(1);
  });
});
