import { describe, expect, it } from "vitest";
import type { Contract, Json, JsonObject } from "../../../src/toolkit/codegen/document.js";
import type { Sources } from "../../../src/toolkit/codegen/load.js";
import { type ImportOptions, importContract } from "../../../src/toolkit/import/import.js";
import { objectIn } from "../../../src/toolkit/import/select.js";
import { textOf } from "../../../src/toolkit/import/text.js";
import { shipped as ours } from "../../helpers/shipped.js";
import { pathsOf, published, robots } from "./published.js";

const robotsOf = (options: Partial<ImportOptions> = {}, document?: JsonObject, sources: Sources = ours) =>
  importContract(published(document), sources, { api: "robots", version: "v3", ...options });
const postOf = ({ document }: Contract<Json>, path: string): JsonObject =>
  objectIn(objectIn(objectIn(document, "paths"), path), "post");
const schemaOf = ({ document }: Contract<Json>, name: string): JsonObject =>
  objectIn(objectIn(objectIn(document, "components"), "schemas"), name);
const withRobots = (contract: Contract<Json>): Sources => ({ ...ours, contracts: [...ours.contracts, contract] });

const base = "/crm/v3/objects/0-987/batch";

describe("an imported contract", () => {
  const { contract } = robotsOf();
  const text = textOf(contract.document, contract.file);

  it("has every batch operation that can be served, and what those refer to", () => {
    expect(Object.keys(objectIn(contract.document, "paths")).sort()).toEqual([
      `${base}/archive`,
      `${base}/create`,
      `${base}/read`,
      `${base}/update`,
      `${base}/upsert`,
      "/crm/v3/objects/0-987/rates/batch/create",
      "/crm/v3/objects/0-987/relations/{fromObjectType}/{toObjectType}/batch/archive",
      "/crm/v3/objects/0-987/relations/{fromObjectType}/{toObjectType}/batch/create",
      "/crm/v3/objects/0-987/statuses/batch/read",
      "/crm/v3/objects/0-987/subscribers/batch/read",
      "/crm/v3/objects/0-987/texts/batch/read",
      "/crm/v3/objects/{objectType}/parts/batch/update",
    ]);
    expect(text).not.toMatch(/Other|Tree/);
  });

  it("has neither their prose nor examples, extensions or tags", () => {
    expect(text).not.toMatch(/Their words|Basepom|example|x-hubspot|tags|explode|default: null/);
  });

  it("is the same however the description is ordered", () => {
    const reversed = (value: Json): Json =>
      Array.isArray(value)
        ? value.map(reversed).reverse()
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, child]) => [key, reversed(child)] as const)
                .reverse(),
            )
          : value;
    const other = robotsOf({}, reversed(robots()) as JsonObject).contract;
    expect(textOf(other.document, other.file).split("\n").sort()).toEqual(text.split("\n").sort());
    expect(textOf(other.document, other.file)).toContain("\npaths:\n  /crm/v3/objects/0-987/batch/archive:");
  });

  it("says once which scopes will do", () => {
    expect(postOf(contract, `${base}/update`)["security"]).toEqual([{ oauth2: ["crm.objects.robots.write"] }]);
    const any = postOf(contract, "/crm/v3/objects/{objectType}/parts/batch/update")["security"];
    expect(any).toHaveLength(80);
  });

  it("takes and gives JSON, whatever was declared", () => {
    expect(JSON.stringify(contract.document)).not.toContain("*/*");
    expect(objectIn(postOf(contract, `${base}/create`), "responses")["201"]).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/BatchResponseRobot" } } },
    });
  });

  it("gives an archive without a success one without a body, and takes no void results for records", () => {
    expect(Object.keys(objectIn(postOf(contract, `${base}/archive`), "responses")).sort()).toEqual(["204", "default"]);
    const voided = postOf(contract, "/crm/v3/objects/0-987/relations/{fromObjectType}/{toObjectType}/batch/archive");
    expect(objectIn(voided, "responses")["200"]).toEqual({ description: "The whole batch was processed." });
  });

  it("takes a path's parameters as texts, and keeps those of the query", () => {
    const { parameters } = postOf(
      contract,
      "/crm/v3/objects/0-987/relations/{fromObjectType}/{toObjectType}/batch/create",
    );
    expect(parameters).toMatchObject([{ schema: { type: "string" } }, { schema: { type: "string" } }]);
    expect(postOf(contract, `${base}/read`)["parameters"]).toEqual([
      { name: "archived", in: "query", required: false, schema: { type: "boolean" } },
    ]);
  });

  it("has those parameters of a path that stand in it, whatever is declared", () => {
    const declared = { name: "size", in: "path", required: true, schema: { type: "integer" } };
    const { [`${base}/update`]: update = {} } = pathsOf();
    const post = { ...objectIn(update, "post"), parameters: [declared] };
    const paths = { [`${base}/update`]: { post }, "/crm/v3/{size}/{colour}/batch/update": { post } };
    const made = robotsOf({}, robots({ paths })).contract;
    expect(postOf(made, `${base}/update`)).not.toHaveProperty("parameters");
    expect(postOf(made, "/crm/v3/{size}/{colour}/batch/update")["parameters"]).toEqual(
      ["size", "colour"].map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
    );
  });
});

describe("what was done to it", () => {
  const { repairs, guesses, refused, leftOut } = robotsOf();

  it("is told: the repairs, by what things are", () => {
    expect(repairs.map(({ overlay, changed }) => `${overlay} ${changed["v3/robots.yaml"]?.join(" ")}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/nulls.*\/Robot\/properties\/properties\/additionalProperties\/nullable/),
        expect.stringMatching(/errors.*BatchResponseRobotWithErrors\/properties\/errors/),
        expect.stringMatching(/errors.*StandardError\/required/),
      ]),
    );
  });

  it("is told: what can't be served, and why", () => {
    expect(Object.fromEntries(refused.map(({ path, reason }) => [path, reason]))).toEqual({
      "/crm/v3/objects/0-987/anything/batch/update": "its inputs are of any shape: there is nothing to check or match",
      "/crm/v3/objects/0-987/signed/batch/read": "needs the header parameter signature",
      "/crm/v3/objects/0-987/hooks/batch/update": "needs a developer's API key, which is no access token",
      "/crm/v3/objects/0-987/trees/batch/read":
        "v3/robots.yaml#/components/schemas/Tree: needs itself, without an end: Tree → Tree",
    });
    expect(leftOut).toEqual([]);
  });

  it("is told: every guess, which the contract marks as one", () => {
    const { contract } = robotsOf();
    const paths = Object.keys(objectIn(contract.document, "paths"));
    expect(guesses.map(({ path }) => path).sort()).toEqual(paths.sort());
    for (const path of paths) expect(objectIn(postOf(contract, path), "x-batch")["inferred"]).toBe(true);
  });
});

describe("which operations are imported", () => {
  const pathsIn = ({ contract }: ReturnType<typeof robotsOf>) => Object.keys(objectIn(contract.document, "paths"));

  it("are those that were asked for by the ends of their paths", () => {
    const imported = robotsOf({ only: ["0-987/batch/update", "batch/upsert"] });
    expect(pathsIn(imported)).toEqual([`${base}/update`, `${base}/upsert`]);
    expect(imported.leftOut).toContain(`${base}/read`);
  });

  it("are otherwise those that the API's contracts have, in whatever version", () => {
    const { contract } = robotsOf({ only: ["0-987/batch/update"] });
    expect(pathsIn(robotsOf({}, robots({ version: "v3" }), withRobots(contract)))).toEqual([`${base}/update`]);
    const next = robotsOf({ version: "2026-09" }, undefined, withRobots(contract));
    expect(pathsIn(next)).toEqual(["/crm/objects/2026-09/0-987/batch/update"]);
    expect(pathsIn(robotsOf({ only: "all" }, undefined, withRobots(contract)))).toHaveLength(12);
  });

  it.each([
    [
      "asked for by name, and can't be served",
      { only: ["anything/batch/update"] },
      "can't be served: its inputs are of any shape",
    ],
    [
      "asked for by name, and isn't there",
      { only: ["batch/merge"] },
      "no batch operation ends in /batch/merge, only /crm/",
    ],
  ])("%s: an error with its place", (_, options, message) => {
    expect(() => robotsOf(options)).toThrow(
      expect.objectContaining({ name: "ContractError", message: expect.stringMatching(/^robots\.json#\/paths/) }),
    );
    expect(() => robotsOf(options)).toThrow(message);
  });

  it("none of which can be served, or none at all, is an error", () => {
    const { "/crm/v3/objects/0-987/trees/batch/read": tree = {}, ...rest } = pathsOf();
    expect(() => robotsOf({}, robots({ paths: { "/crm/v3/objects/0-987/trees/batch/read": tree } }))).toThrow(
      "Tree: needs itself, without an end: Tree → Tree",
    );
    const none = Object.fromEntries(Object.entries(rest).filter(([path]) => !path.includes("batch")));
    expect(() => robotsOf({}, robots({ paths: none }))).toThrow("robots.json#/paths: no batch operation");
  });

  it("that can't be served are all told, each with its reason", () => {
    const paths = Object.fromEntries(Object.entries(pathsOf()).filter(([path]) => /trees|hooks/.test(path)));
    expect(() => robotsOf({}, robots({ paths }))).toThrow(
      /hooks.*: needs a developer's API key.*; .*trees.*: .*Tree → Tree/,
    );
  });

  it("may refer to a schema of any name, one that all objects have among them", () => {
    const schemas: JsonObject = {
      RobotInput: {
        type: "object",
        required: ["id"],
        properties: { id: { $ref: "#/components/schemas/constructor" } },
      },
      constructor: { type: "string" },
    };
    const { contract } = robotsOf({}, robots({ schemas }));
    expect(schemaOf(contract, "constructor")).toEqual({ type: "string" });
  });

  it("must not refer to what isn't there", () => {
    const dangling = robots({
      schemas: { RobotInput: { type: "object", properties: { id: { $ref: "#/components/schemas/Lost" } } } },
    });
    expect(() => robotsOf({}, dangling)).toThrow(
      "robots.json#/components/schemas/RobotInput/properties/id/$ref: #/components/schemas/Lost leads nowhere",
    );
  });
});

describe("a version that the description is not of", () => {
  it("is refused where nothing shows how its paths are written", () => {
    const { "/crm/v3/objects/0-987/batch/update": update = {} } = pathsOf();
    const foreign = robots({ paths: { "/automation/v3/robots/batch/update": update } });
    expect(() => robotsOf({ version: "2026-09" }, foreign)).toThrow(
      "robots.json#/paths/~1automation~1v3~1robots~1batch~1update: no contract here shows where 2026-09 stands in such a path",
    );
  });

  it("is written as another of its kind, or as the same endpoint is already", () => {
    const { "/crm/v3/objects/0-987/batch/update": update = {} } = pathsOf();
    const foreign = robots({ paths: { "/automation/v3/robots/batch/update": update } });
    const { contract } = robotsOf({}, foreign);
    const pathsIn = (imported: ReturnType<typeof robotsOf>) =>
      Object.keys(objectIn(imported.contract.document, "paths"));
    expect(pathsIn(robotsOf({ version: "v4" }, foreign))).toEqual(["/automation/v4/robots/batch/update"]);
    const dated = structuredClone(contract);
    Object.assign(dated, { version: "2026-03", file: "2026-03/robots.yaml" });
    const { "/automation/v3/robots/batch/update": item = {}, ...none } = objectIn(dated.document, "paths");
    expect(none).toEqual({});
    Object.assign(dated.document as JsonObject, { paths: { "/automation/robots/2026-03/batch/update": item } });
    expect(pathsIn(robotsOf({ version: "2026-09" }, foreign, withRobots(dated)))).toEqual([
      "/automation/robots/2026-09/batch/update",
    ]);
  });
});

describe("an operation that the contract has", () => {
  const { contract } = robotsOf({ only: ["0-987/batch/update", "0-987/batch/read"] });

  it("is not dropped because the description lacks it, or writes its path in another way", () => {
    const { [`${base}/read`]: _, ...others } = pathsOf();
    expect(() => robotsOf({}, robots({ paths: others }), withRobots(contract))).toThrow(
      `robots.json#/paths: lacks ${base}/read, which v3/robots.yaml has: delete it there if it is gone`,
    );
    const { [`${base}/update`]: update = {}, ...rest } = pathsOf();
    const moved = { ...rest, "/crm/v3/objects/{objectType}/batch/update": update };
    expect(() => robotsOf({}, robots({ paths: moved }), withRobots(contract))).toThrow(`lacks ${base}/update`);
  });

  it("is not dropped because it can't be served any more", () => {
    const circular = {
      RobotId: {
        type: "object",
        required: ["next"],
        properties: { id: { type: "string" }, next: { $ref: "#/components/schemas/RobotId" } },
      },
    };
    expect(() => robotsOf({}, robots({ schemas: circular }), withRobots(contract))).toThrow(
      "batch~1read/post: can't be served: v3/robots.yaml#/components/schemas/RobotId: needs itself, without an end",
    );
  });
});

describe("our words", () => {
  const words: Contract<Json> = structuredClone(robotsOf({ only: ["0-987/batch/update"] }).contract);
  postOf(words, `${base}/update`)["summary"] = "Changes robots.";
  objectIn(schemaOf(words, "RobotInput"), "properties")["id"] = { type: "string", description: "The robot's number." };
  const wordsIn = (contract: Contract<Json>, path = `${base}/update`) => [
    postOf(contract, path)["summary"],
    objectIn(objectIn(schemaOf(contract, "RobotInput"), "properties"), "id")["description"],
  ];

  it("stay when a contract is imported again", () => {
    expect(wordsIn(robotsOf({}, undefined, withRobots(words)).contract)).toEqual([
      "Changes robots.",
      "The robot's number.",
    ]);
  });

  it("are lent to other versions", () => {
    const { contract } = robotsOf({ version: "2026-09" }, undefined, withRobots(words));
    expect(wordsIn(contract, "/crm/objects/2026-09/0-987/batch/update")).toEqual([
      "Changes robots.",
      "The robot's number.",
    ]);
  });

  it("are lent to what other APIs have too", () => {
    expect(
      objectIn(objectIn(schemaOf(robotsOf().contract, "StandardError"), "properties"), "message")["description"],
    ).toBe("The problem in words.");
  });
});

describe("what somebody has confirmed", () => {
  const { contract } = robotsOf({ only: ["0-987/batch/upsert"] });
  const confirmed = structuredClone(contract);
  const batch = objectIn(postOf(confirmed, `${base}/upsert`), "x-batch");
  delete batch["inferred"];
  batch["method"] = "robots.write";

  it("stays when the contract is imported again", () => {
    const again = robotsOf({}, undefined, withRobots(confirmed));
    expect(objectIn(postOf(again.contract, `${base}/upsert`), "x-batch")).toEqual(batch);
    expect(again.guesses).toEqual([]);
  });

  it("is taken over by other versions", () => {
    const next = robotsOf({ version: "2026-09" }, undefined, withRobots(confirmed));
    expect(objectIn(postOf(next.contract, "/crm/objects/2026-09/0-987/batch/upsert"), "x-batch")).toEqual(batch);
  });

  it("must name fields that exist", () => {
    const wrong = structuredClone(confirmed);
    objectIn(postOf(wrong, `${base}/upsert`), "x-batch")["identity"] = ["number"];
    expect(() => robotsOf({}, undefined, withRobots(wrong))).toThrow(
      "v3/robots.yaml#/paths/~1crm~1v3~1objects~10-987~1batch~1upsert/post/x-batch/identity/0: number is no field of RobotUpsert",
    );
  });

  it("is more than a guess, which is made again", () => {
    const guessed = structuredClone(contract);
    objectIn(postOf(guessed, `${base}/upsert`), "x-batch")["method"] = "robots.old";
    expect(robotsOf({}, undefined, withRobots(guessed)).guesses).toMatchObject([{ method: "robots.upsert" }]);
  });
});

describe("a version's dates", () => {
  const datesIn = ({ contract }: ReturnType<typeof robotsOf>) => objectIn(contract.document, "x-version");

  it("are those of its other contracts", () => {
    expect(datesIn(robotsOf({ version: "2026-09" }))).toEqual({ released: "2026-09-08", supportedUntil: "2028-03-08" });
  });

  it("follow from the day of its release", () => {
    const dates = { released: "2027-03-29", supportedUntil: "2028-09-29" };
    expect(datesIn(robotsOf({ version: "2027-03", released: "2027-03-29" }))).toEqual(dates);
  });

  it.each([
    ["2026-08-31", "2028-02-29"],
    ["2025-08-30", "2027-02-28"],
    ["2026-10-31", "2028-04-30"],
    ["2026-12-31", "2028-06-30"],
  ])("end with the month where that has no such day: %s", (released, supportedUntil) => {
    expect(datesIn(robotsOf({ version: "2027-03", released }))).toEqual({ released, supportedUntil });
  });

  it("are left open where nobody knows them", () => {
    expect(datesIn(robotsOf({ version: "2099-03" }))).toEqual({});
  });
});

// What is only read one at a time is nothing to import.
const batched = ours.contracts.filter(({ document }) => JSON.stringify(document).includes('"x-batch"'));

it.each(batched.map((contract) => [contract.file, contract] as const))(
  "importing our own %s again changes nothing",
  (file, { api, version, document }) => {
    const source = published(document as JsonObject);
    const { contract, guesses } = importContract(source, ours, { api, version });
    expect(contract.file).toBe(file);
    expect(contract.document).toEqual(document);
    // What nobody has confirmed yet is guessed anew.
    const isGuess = ({ path }: (typeof guesses)[number]) =>
      objectIn(postOf(contract, path), "x-batch")["inferred"] === true;
    expect(guesses.filter((guess) => !isGuess(guess))).toEqual([]);
  },
);
