import { describe, expect, it } from "vitest";
import { createClient } from "../../src/index.js";
import type { Fault } from "../../src/sandbox/faults.js";
import { createSandbox, type Input, type Sandbox } from "../../src/sandbox/sandbox.js";
import { type Answered, paths, post, read, sandboxOf, send } from "./helpers.js";

const contacts = ["1", "2", "3", "4"].map((id) => ({
  id,
  objectWriteTraceId: `trace-${id}`,
  properties: { name: id },
}));
const isBad = ({ id }: Input) => id === "2" || id === "3";

const storedIds = (sandbox: Sandbox) => sandbox.records("contacts").map(({ id }) => id);
const resultIds = ({ body }: Answered) => body.results?.map(({ id }) => id).sort();

function struck(...faults: Fault[]): Sandbox {
  return sandboxOf({ faults });
}

describe("a refusal of the whole batch", () => {
  it("writes nothing and names nobody, until those concerned are left out", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 400 } });
    const { status, body } = await send(sandbox, paths.contacts, contacts);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: "error", category: "VALIDATION_ERROR" });
    expect(body.message).toMatch(/^Property values were not valid/);
    expect(body).not.toHaveProperty("context");
    expect(storedIds(sandbox)).toEqual([]);

    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(400);
    expect(
      (
        await send(
          sandbox,
          paths.contacts,
          contacts.filter((input) => !isBad(input)),
        )
      ).status,
    ).toBe(200);
    expect(storedIds(sandbox)).toEqual(["1", "4"]);
  });

  it("names those concerned by every key that the operation has for errors", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 400, named: true } });
    const { body } = await send(sandbox, paths.contacts, contacts);
    expect(body.context).toEqual({ ids: ["2", "3"], objectWriteTraceId: ["trace-2", "trace-3"] });
  });

  it("names those concerned by one key alone, as on the wire", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 400, named: "objectWriteTraceId" } });
    const { body } = await send(sandbox, paths.contacts, contacts);
    expect(body.context).toEqual({ objectWriteTraceId: ["trace-2", "trace-3"] });
  });

  it("names those concerned by a field of theirs, or by what they were looked for", async () => {
    const contextOf = async (named: string, inputs: object[]) =>
      (await send(struck({ answer: { status: 404, named } }), paths.contacts, inputs)).body.context;
    expect(await contextOf("id", [{ id: "2" }, { id: "3" }])).toEqual({ id: ["2", "3"] });
    expect(await contextOf("coordinates", [{ id: "T7", idProperty: "tenant_id" }, { id: "8" }])).toEqual({
      missingObjectPropertyValueCoordinates: ["0-420 tenant_id:T7", "0-420 id:8"],
    });
  });

  it("says what it is told to", async () => {
    const answer = {
      status: 409,
      category: "CONFLICT",
      subCategory: "crm.CONFLICT",
      message: "Already there",
      context: { existingId: ["77"] },
      errors: [{ message: "detail", code: "X", in: "name" }],
      headers: { "x-extra": "yes" },
    };
    const { status, headers, body } = await send(struck({ answer }), paths.contacts, contacts);
    expect(status).toBe(409);
    expect(headers.get("x-extra")).toBe("yes");
    const { status: _, headers: __, ...said } = answer;
    expect(body).toMatchObject(said);
  });

  it.each([
    [400, "VALIDATION_ERROR"],
    [401, "EXPIRED_AUTHENTICATION"],
    [403, "MISSING_SCOPES"],
    [404, "OBJECT_NOT_FOUND"],
    [409, "CONFLICT"],
    [423, "LOCKED"],
    [477, "MIGRATION_IN_PROGRESS"],
    [500, "INTERNAL_ERROR"],
    [503, "INTERNAL_ERROR"],
  ])("with a %i has HubSpot's body for it", async (status, category) => {
    const sandbox = struck({ answer: { status } });
    const answer = await send(sandbox, paths.contacts, contacts);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status: "error", category });
    expect(answer.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(storedIds(sandbox)).toEqual([]);
  });

  it("with a 403 names the operation's scopes", async () => {
    const { body } = await send(struck({ answer: { status: 403 } }), paths.contacts, contacts);
    expect(body.errors).toMatchObject([{ context: { requiredGranularScopes: ["crm.objects.write"] } }]);
  });

  it("with a 477 says when to come back", async () => {
    const usual = await send(struck({ answer: { status: 477 } }), paths.contacts, contacts);
    expect(usual.headers.get("retry-after")).toBe("3600");
    const soon = struck({ answer: { status: 477, headers: { "retry-after": "2" } } });
    expect((await send(soon, paths.contacts, contacts)).headers.get("retry-after")).toBe("2");
  });

  it.each(["TEN_SECONDLY_ROLLING", "DAILY", "SECONDLY"])("with a 429 tells its policy: %s", async (policyName) => {
    const sandbox = struck({ times: 1, answer: { status: 429, policyName } });
    const { status, body } = await send(sandbox, paths.contacts, contacts);
    expect(status).toBe(429);
    expect(body).toMatchObject({
      errorType: "RATE_LIMIT",
      policyName,
      message: `You have reached your ${policyName.toLowerCase()} limit.`,
    });
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(200);
  });

  it.each([502, 504, 524])("with a %i is a page, as HubSpot's edge sends it", async (status) => {
    const sandbox = struck({ answer: { status } });
    const response = await sandbox.fetch(`https://api.example.com${paths.contacts}`, post(contacts));
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("<html>");
  });

  it("sends the body it is given, whatever the status, and writes nothing", async () => {
    const sandbox = struck({ answer: { status: 200, body: '{"status":"PENDING","results":[]}' } });
    const { status, body } = await send(sandbox, paths.contacts, contacts);
    expect({ status, body }).toEqual({ status: 200, body: { status: "PENDING", results: [] } });
    expect(storedIds(sandbox)).toEqual([]);
  });
});

describe("a refusal of single inputs", () => {
  it("writes the others, and names those concerned one by one", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 207, message: "Not valid" } });
    const answer = await send(sandbox, paths.contacts, contacts);
    expect(answer.status).toBe(207);
    expect(resultIds(answer)).toEqual(["1", "4"]);
    expect(answer.body.numErrors).toBe(2);
    expect(answer.body.errors).toMatchObject([
      { category: "VALIDATION_ERROR", message: "Not valid", context: { ids: ["2"], objectWriteTraceId: ["trace-2"] } },
      { category: "VALIDATION_ERROR", message: "Not valid", context: { ids: ["3"], objectWriteTraceId: ["trace-3"] } },
    ]);
    expect(storedIds(sandbox)).toEqual(["1", "4"]);
    expect(sandbox.requests[0]?.written.map(({ id }) => id)).toEqual(["1", "4"]);
  });

  it("names them all in one error where they are refused together", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 207, together: true, named: "ids" } });
    const { body } = await send(sandbox, paths.contacts, contacts);
    expect(body).toMatchObject({ numErrors: 1, errors: [{ context: { ids: ["2", "3"] } }] });
  });

  it("names nobody where it is anonymous: with an empty name, or none", async () => {
    const contexts = new Set<string>();
    for (const seed of [1, 2, 3, 4]) {
      const sandbox = sandboxOf({ seed, faults: [{ when: isBad, answer: { status: 207, named: false } }] });
      const { body } = await send(sandbox, paths.contacts, contacts);
      expect(body.numErrors).toBe(2);
      for (const { context } of body.errors ?? []) contexts.add(JSON.stringify(context));
    }
    expect([...contexts].sort()).toEqual(['{"ids":[""]}', "{}"]);
  });

  it("lacks `links` and `errors` sometimes", async () => {
    const { body } = await send(
      struck({ answer: { status: 207 } }),
      paths.contacts,
      contacts.concat(
        Array.from({ length: 20 }, (_, index) => ({
          id: `1${index}`,
          objectWriteTraceId: `t${index}`,
          properties: { name: "" },
        })),
      ),
    );
    for (const field of ["links", "errors"]) {
      const having = body.errors?.filter((error) => field in error).length ?? 0;
      expect(having).toBeGreaterThan(0);
      expect(having).toBeLessThan(24);
    }
  });

  it("can hide in a 200", async () => {
    const sandbox = struck({ when: isBad, answer: { status: 200 } });
    expect(await send(sandbox, paths.contacts, contacts)).toMatchObject({ status: 200, body: { numErrors: 2 } });
  });

  it("combines with others, the first of which wins an input", async () => {
    const sandbox = struck(
      { when: ({ id }) => id === "2", answer: { status: 207, message: "first" } },
      { when: isBad, answer: { status: 207, message: "second" } },
      { when: ({ id }) => id === "4", answer: "silent" },
    );
    const answer = await send(sandbox, paths.contacts, contacts);
    expect(answer.body.errors?.map(({ message }) => message)).toEqual(["first", "second"]);
    expect(resultIds(answer)).toEqual(["1"]);
  });

  it("is an envelope also where success has no content", async () => {
    const sandbox = sandboxOf({
      records: { contacts: [{ id: "1" }, { id: "2" }] },
      faults: [{ when: isBad, answer: { status: 207 } }],
    });
    const { status, body } = await send(sandbox, paths.archive, [{ id: "1" }, { id: "2" }]);
    expect(status).toBe(207);
    expect(body).toMatchObject({ results: [], errors: [{ context: { ids: ["2"] } }] });
    expect(storedIds(sandbox)).toEqual(["2"]);
  });
});

describe("a silence", () => {
  it("neither writes nor mentions those concerned", async () => {
    const sandbox = struck({ when: isBad, answer: "silent" });
    const answer = await send(sandbox, paths.contacts, contacts);
    expect(answer.status).toBe(200);
    expect(resultIds(answer)).toEqual(["1", "4"]);
    expect(answer.body).not.toHaveProperty("errors");
    expect(storedIds(sandbox)).toEqual(["1", "4"]);
  });
});

describe("a lost connection", () => {
  const lost = { name: "TypeError", message: "fetch failed", cause: { code: "ECONNRESET" } };

  it("before the write leaves nothing", async () => {
    const sandbox = struck({ answer: "reset-before-write" });
    await expect(send(sandbox, paths.contacts, contacts)).rejects.toMatchObject(lost);
    expect(storedIds(sandbox)).toEqual([]);
    expect(sandbox.requests[0]).toMatchObject({ written: [], operation: "contacts.update" });
    expect(sandbox.requests[0]).not.toHaveProperty("status");
  });

  it("after the write leaves everything, less what other faults refuse", async () => {
    const sandbox = struck({ answer: "reset-after-write" }, { when: isBad, answer: { status: 207 } });
    await expect(send(sandbox, paths.contacts, contacts)).rejects.toMatchObject(lost);
    expect(storedIds(sandbox)).toEqual(["1", "4"]);
    expect(sandbox.requests[0]?.written).toHaveLength(2);
  });

  it("in the middle of the body leaves everything", async () => {
    const sandbox = struck({ answer: "cut" });
    const response = await sandbox.fetch(`https://api.example.com${paths.contacts}`, post(contacts));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ name: "TypeError", cause: { code: "UND_ERR_SOCKET" } });
    expect(storedIds(sandbox)).toEqual(["1", "2", "3", "4"]);
  });

  it("in the middle of the body comes after half of it", async () => {
    const sandbox = struck({ answer: "cut" });
    const response = await sandbox.fetch(`https://api.example.com${paths.contacts}`, post(contacts));
    const reader = response.body?.getReader();
    const chunk = await reader?.read();
    expect(new TextDecoder().decode(chunk?.value)).toMatch(/^\{"status":"COMPLETE"/);
    await expect(reader?.read()).rejects.toThrow("terminated");
  });

  it("in the middle of no body is a reset", async () => {
    await expect(send(struck({ answer: "cut" }), paths.archive, [{ id: "1" }])).rejects.toMatchObject(lost);
  });
});

describe("a page in place of JSON", () => {
  it("comes with a 200, and nothing is written", async () => {
    const sandbox = struck({ answer: "html" });
    const response = await sandbox.fetch(`https://api.example.com${paths.contacts}`, post(contacts));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(storedIds(sandbox)).toEqual([]);
  });
});

describe("a fault", () => {
  it("strikes as often as it is told", async () => {
    const sandbox = struck({ times: 2, answer: { status: 503 } });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await send(sandbox, paths.contacts, contacts)).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
  });

  it("is not used up by requests that it does not concern", async () => {
    const sandbox = struck({ operation: "contacts.update", when: isBad, times: 1, answer: { status: 400 } });
    expect((await send(sandbox, paths.upsert, [])).status).toBe(200);
    expect((await send(sandbox, paths.contacts, [{ id: "1", properties: {} }])).status).toBe(200);
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(400);
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(200);
  });

  it("of single inputs is not used up by requests that it does not concern", async () => {
    const sandbox = struck({ when: isBad, times: 1, answer: "silent" });
    expect(resultIds(await send(sandbox, paths.contacts, [{ id: "1", properties: {} }]))).toEqual(["1"]);
    expect(resultIds(await send(sandbox, paths.contacts, contacts))).toEqual(["1", "4"]);
  });

  it("gives way to those before it in the list", async () => {
    const sandbox = struck({ times: 1, answer: { status: 500 } }, { times: 1, answer: { status: 503 } });
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(500);
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(503);
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(200);
  });

  it("of single inputs is not used up by a batch that another refuses whole", async () => {
    const sandbox = struck({ times: 1, when: isBad, answer: "silent" }, { times: 1, answer: { status: 500 } });
    expect((await send(sandbox, paths.contacts, contacts)).status).toBe(500);
    expect(resultIds(await send(sandbox, paths.contacts, contacts))).toEqual(["1", "4"]);
    expect(resultIds(await send(sandbox, paths.contacts, contacts))).toEqual(["1", "2", "3", "4"]);
  });

  it("strikes a body that cannot be read, unless it waits for an input", async () => {
    const sandbox = struck({ when: () => true, answer: { status: 500 } }, { answer: { status: 503 } });
    const init = { ...post([]), body: "{" };
    const { status } = await read(await sandbox.fetch(`https://api.example.com${paths.contacts}`, init));
    expect(status).toBe(503);
  });

  it("cannot be for an operation that the contract does not have", () => {
    expect(() => struck({ operation: "contacts.upsert", answer: "hang" })).toThrow(
      /Expected `operation` to be one of .*contacts\.update.*, got contacts\.upsert/,
    );
  });
});

describe("a fault of an operation that has several names", () => {
  const inputs = [{ id: "ada@example.com", idProperty: "email", properties: {} }];
  const answer = { status: 400 };
  const statusesOf = async (operation: "objects.upsert" | "contacts.upsert" | "deals.upsert") => {
    const sandbox = createSandbox({ faults: [{ operation, answer }] });
    const hubspot = createClient({ accessToken: "token", fetch: sandbox.fetch });
    await hubspot.contacts.upsert(inputs);
    await hubspot.objects.upsert(inputs, { path: { objectType: "contacts" } });
    await hubspot.objects.upsert(inputs, { path: { objectType: "2-123" } });
    return sandbox.requests.map(({ status }) => status);
  };

  it("strikes whichever it is called by, and no other's", async () => {
    expect(await statusesOf("objects.upsert")).toEqual([400, 400, 400]);
    expect(await statusesOf("contacts.upsert")).toEqual([400, 400, 200]);
    expect(await statusesOf("deals.upsert")).toEqual([200, 200, 200]);
  });
});
