import { describe, expect, it } from "vitest";
import { createClient } from "../../src/index.js";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/sandbox.js";
import { versionsWith } from "../helpers/versions.js";

const typeOf = (associationTypeId: number) => ({ associationCategory: "USER_DEFINED" as const, associationTypeId });
const pair = (from: string, to: string, ...types: number[]) => ({
  from: { id: from },
  to: { id: to },
  types: types.map(typeOf),
});
const shown = (typeId: number) => ({ category: "USER_DEFINED", typeId });
const forth = { path: { fromObjectType: "companies", toObjectType: "contacts" } };
const back = { path: { fromObjectType: "contacts", toObjectType: "companies" } };

function start(options: SandboxOptions = {}, apiVersion: "2026-03" = "2026-03") {
  const sandbox = createSandbox(options);
  const hubspot = createClient({ accessToken: "t", apiVersion, fetch: sandbox.fetch });
  const read = async (id: string, way: typeof forth = forth) => {
    const { outcomes } = await hubspot.associations.read([{ id }], way);
    const [outcome] = outcomes;
    return outcome?.status === "succeeded" ? outcome.record?.to : outcome?.status;
  };
  return { sandbox, read, associations: hubspot.associations };
}

describe("a link", () => {
  it.each(versionsWith("associations"))("is read from both of its ends in %s", async (version) => {
    const { associations, read } = start({}, version);
    await associations.create([pair("7", "1", 5), pair("7", "2", 5), pair("8", "1", 6)], forth);
    expect(await read("7")).toMatchObject([
      { toObjectId: "1", associationTypes: [shown(5)] },
      { toObjectId: "2", associationTypes: [shown(5)] },
    ]);
    expect(await read("1", back)).toMatchObject([
      { toObjectId: "7", associationTypes: [shown(5)] },
      { toObjectId: "8", associationTypes: [shown(6)] },
    ]);
    expect(await read("1")).toBeUndefined();
  });

  it("of no kind of its own has the usual one", async () => {
    const { associations, read } = start();
    await associations.createDefault([{ from: { id: "7" }, to: { id: "9" } }], forth);
    expect(await read("9", back)).toMatchObject([{ toObjectId: "7", associationTypes: [{ typeId: 1 }] }]);
  });

  it("gains kinds, each once, and loses them one by one, and itself with the last", async () => {
    const { associations, read } = start();
    await associations.create([pair("7", "1", 5)], forth);
    await associations.create([pair("7", "1", 5, 6)], forth);
    expect(await read("1", back)).toMatchObject([{ associationTypes: [shown(5), shown(6)] }]);
    await associations.archiveLabels([pair("1", "7", 5)], back);
    expect(await read("7")).toMatchObject([{ associationTypes: [shown(6)] }]);
    await associations.archiveLabels([pair("7", "1", 6)], forth);
    expect(await read("7")).toBeUndefined();
    expect(await read("1", back)).toBeUndefined();
  });

  it("is removed from either end, several at once", async () => {
    const { associations, sandbox } = start();
    await associations.create([pair("7", "1", 5), pair("7", "2", 5), pair("7", "3", 5)], forth);
    await associations.archive([{ from: { id: "7" }, to: [{ id: "1" }, { id: "2" }] }], forth);
    await associations.archive([{ from: { id: "3" }, to: [{ id: "7" }] }], back);
    expect(sandbox.records("associations/companies/contacts")).toEqual([]);
    expect(sandbox.records("associations/contacts/companies")).toEqual([]);
  });

  it("is no other that has its ends the other way round, or between other types", async () => {
    const { associations, read } = start();
    await associations.create([pair("7", "9", 5), pair("9", "7", 6)], forth);
    expect(await read("7")).toMatchObject([{ toObjectId: "9", associationTypes: [shown(5)] }]);
    expect(await read("9")).toMatchObject([{ toObjectId: "7", associationTypes: [shown(6)] }]);
    expect(await read("7", { path: { fromObjectType: "companies", toObjectType: "deals" } })).toBeUndefined();
  });

  it("between records of one type is of both", async () => {
    const { associations, read } = start();
    const among = { path: { fromObjectType: "contacts", toObjectType: "contacts" } };
    await associations.create([pair("1", "2", 5)], among);
    expect(await read("2", among)).toMatchObject([{ toObjectId: "1" }]);
    expect(await read("1", among)).toMatchObject([{ toObjectId: "2" }]);
  });

  it("may be there from the start", async () => {
    const records = { "associations/companies/contacts": [{ from: "7", to: "9" }] };
    const { read, sandbox } = start({ records });
    expect(await read("9", back)).toMatchObject([{ toObjectId: "7" }]);
    expect(sandbox.records("associations/contacts/companies")).toEqual([{ from: "9", to: "7", types: [] }]);
    const wrong = { "associations/companies/contacts": [{ id: "7" }] };
    expect(() => createSandbox({ records: wrong })).toThrow(/^Expected `records` of associations.* to be links/);
  });

  it("that is refused is not made", async () => {
    const isSecond = ({ to }: { readonly to: { readonly id: string } }) => to.id === "2";
    const fault = { operation: "associations.create" as const, when: isSecond, answer: { status: 207 } };
    const { associations, sandbox } = start({ faults: [fault] });
    const report = await associations.create([pair("7", "1", 5), pair("7", "2", 5)], forth);
    expect(report.counts).toMatchObject({ succeeded: 1, failed: 1 });
    expect(sandbox.records("associations/companies/contacts")).toMatchObject([{ from: "7", to: "1" }]);
  });
});
