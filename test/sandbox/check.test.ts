import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.js";
import { type Answered, events, paths, post, read, sandboxOf, send } from "./helpers.js";

const contacts = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id), properties: {} }));

async function sendText(sandbox: Sandbox, body: string, headers: Record<string, string> = {}): Promise<Answered> {
  const init = post([], {});
  const url = `https://api.example.com${paths.contacts}`;
  return read(await sandbox.fetch(url, { ...init, body, headers: { ...init.headers, ...headers } }));
}

describe("a batch is refused whole, and nothing of it written,", () => {
  it("where it has more inputs than the operation's maximum", async () => {
    const sandbox = sandboxOf();
    expect(await send(sandbox, paths.contacts, contacts(101))).toMatchObject({
      status: 400,
      body: { status: "error", category: "VALIDATION_ERROR" },
    });
    expect(sandbox.records("contacts")).toEqual([]);
    expect((await send(sandbox, paths.contacts, contacts(100))).status).toBe(200);
  });

  it("where two inputs have one identity, blanks aside", async () => {
    const sandbox = sandboxOf();
    const { status, body } = await send(sandbox, paths.contacts, [
      ...contacts(9),
      { id: "7 ", properties: {} },
      { id: "7", properties: {} },
    ]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      category: "VALIDATION_ERROR",
      message: "Duplicate IDs found in batch input: [7]. IDs must be unique",
      context: { ids: ["7"] },
    });
    expect(sandbox.records("contacts")).toEqual([]);
    expect(sandbox.requests[0]).toMatchObject({ status: 400, written: [] });
  });

  it("but not where only a part of the identity is the same", async () => {
    const inputs = [
      { externalAccountId: "a", externalEventId: "1", eventName: "one" },
      { externalAccountId: "b", externalEventId: "1", eventName: "two" },
    ];
    expect((await send(sandboxOf(), paths.upsert, inputs)).status).toBe(200);
  });

  it("where an input lacks what says which record is meant", async () => {
    const sandbox = sandboxOf();
    const { status, body } = await send(sandbox, paths.upsert, [
      ...events(1),
      { externalAccountId: "a", eventName: "b" },
    ]);
    expect(status).toBe(400);
    expect(body.message).toContain("externalEventId");
    expect(sandbox.records("events")).toEqual([]);
  });

  it.each(["", "{", "[]", "null", '{"inputs":{}}', '{"inputs":[1]}'])("where the body is %j", async (text) => {
    const { status, body } = await sendText(sandboxOf(), text);
    expect(status).toBe(400);
    expect(body.message).toMatch(/^Invalid input JSON on line 1, column 1/);
    expect(body).not.toHaveProperty("category");
  });
});

describe("a token", () => {
  it.each(["", "Bearer", "Bearer Bearer token", "Basic token", "token"])(
    "is not found in %j",
    async (authorization) => {
      expect(await sendText(sandboxOf(), '{"inputs":[]}', { authorization })).toMatchObject({
        status: 401,
        body: { category: "INVALID_AUTHENTICATION", message: "Authentication credentials not found" },
      });
    },
  );

  it("that is not accepted has expired", async () => {
    const sandbox = sandboxOf({ accepts: (token) => token === "fresh" });
    const answer = await send(sandbox, paths.update, [{ objectId: "1" }]);
    expect(answer).toMatchObject({ status: 401, body: { category: "EXPIRED_AUTHENTICATION" } });
    expect(answer.body.context).toHaveProperty("expire time");
    expect(sandbox.records("events")).toEqual([]);
    expect((await sendText(sandbox, '{"inputs":[]}', { authorization: "Bearer fresh" })).status).toBe(200);
  });

  it("is not kept in the log", async () => {
    const sandbox = sandboxOf();
    await sendText(sandbox, '{"inputs":[]}', { "x-test": "yes" });
    expect(sandbox.requests[0]?.headers).toMatchObject({ "x-test": "yes" });
    expect(JSON.stringify(sandbox.requests)).not.toContain("Bearer");
  });
});

describe("an endpoint that the contract does not have", () => {
  it.each([
    ["POST", "/nowhere"],
    ["GET", paths.contacts],
    ["POST", "/objects/v1/deals/tasks/batch/update"],
  ])("answers 404: %s %s", async (method, path) => {
    const sandbox = sandboxOf();
    const { headers } = post([]);
    const { status, body } = await read(await sandbox.fetch(`https://api.example.com${path}`, { method, headers }));
    expect(status).toBe(404);
    expect(body.status).toBe("error");
    expect(sandbox.requests).toMatchObject([{ method, path, status: 404 }]);
    expect(sandbox.requests[0]).not.toHaveProperty("operation");
  });
});
