import { afterEach, describe, expect, it } from "vitest";
import { runLive } from "../scripts/live/run.js";
import { UNKNOWN } from "../scripts/live/steps.js";
import { createSandbox, type Fault, type Listening } from "../src/sandbox/sandbox.js";

let listening: Listening | undefined;

afterEach(() => listening?.close());

const account = (accountType: string): Fault => ({
  operation: "account.details",
  answer: { status: 200, body: JSON.stringify({ portalId: 7, accountType, timeZone: "UTC" }) },
});
/** HubSpot knows which properties there are. */
const strict: Fault = {
  operation: "objects.update",
  when: ({ properties }) => UNKNOWN in (properties ?? {}),
  answer: { status: 400 },
};

/** Runs it against a sandbox that listens, and gives what it said. */
async function live(faults: readonly Fault[], options: { scopes?: readonly string[] } = {}) {
  const sandbox = createSandbox({ faults, ...options });
  listening = await sandbox.listen();
  const said: string[] = [];
  const log = (line: string): number => said.push(line);
  const environment = { HUBSPOT_TEST_TOKEN: "pat-secret", HUBSPOT_TEST_URL: listening.url };
  const code = await runLive(environment, { log, error: log });
  expect(said.join()).not.toContain("pat-secret");
  return { sandbox, code, said };
}

const written = ["contacts", "companies", "marketingEvents"];

describe("a live test", () => {
  it("tries what a load does, and leaves nothing behind", async () => {
    const { sandbox, code, said } = await live([account("DEVELOPER_TEST"), strict]);
    expect({ code, said: said.map((line) => line.slice(0, 8).trim()) }).toEqual({
      code: 0,
      said: ["account", "ok", "ok", "ok", "ok", "ok", "ok", "ok"],
    });
    expect(written.map((api) => sandbox.records(api))).toEqual([[], [], []]);
    expect(sandbox.records("associations/companies/contacts")).toHaveLength(3);
  });

  it("says which step failed, and archives what was made all the same", async () => {
    const { sandbox, code, said } = await live([
      account("SANDBOX"),
      { operation: "marketingEvents.update", answer: { status: 403 } },
      strict,
    ]);
    expect({ code, last: said.slice(-2) }).toEqual({
      code: 1,
      last: [
        expect.stringMatching(/^FAILED {2}upserts marketing events, and updates them: /),
        "ok      archives all that it made",
      ],
    });
    expect(written.map((api) => sandbox.records(api))).toEqual([[], [], []]);
  });

  it("says what it left behind", async () => {
    const { code, said } = await live([
      account("SANDBOX"),
      { operation: "marketingEvents.archive", answer: { status: 403 } },
      strict,
    ]);
    expect({ code, last: said.at(-1) }).toEqual({
      code: 1,
      last: expect.stringMatching(/^FAILED {2}archives all that it made: left behind: \[\{"objectId":/),
    });
  });

  it.each<[why: string, faults: readonly Fault[], scopes: readonly string[] | undefined, said: RegExp]>([
    [
      "whose account is at work",
      [account("STANDARD")],
      undefined,
      /type DEVELOPER_TEST or SANDBOX, got 7 of type STANDARD/,
    ],
    ["that HubSpot refuses", [{ operation: "account.details", answer: { status: 401 } }], undefined, /does not tell/],
    [
      "that may too little",
      [account("SANDBOX")],
      ["crm.objects.contacts.read"],
      /Grant the app crm\.objects\.marketing_events\.write/,
    ],
  ])("writes nothing with a token %s", async (_, faults, scopes, expected) => {
    const { sandbox, code, said } = await live(faults, { ...(scopes && { scopes }) });
    expect({ code, said }).toEqual({ code: 2, said: [expect.stringMatching(expected)] });
    expect(said[0]).not.toContain("\n");
    expect(sandbox.requests.filter(({ written }) => written.length > 0)).toEqual([]);
  });

  it.each<[why: string, environment: Parameters<typeof runLive>[0], said: string]>([
    ["without a token", {}, "test:live: HUBSPOT_TEST_TOKEN is not set: expected the token of a private app"],
    ["with an empty one", { HUBSPOT_TEST_TOKEN: "" }, "test:live: HUBSPOT_TEST_TOKEN is not set"],
    ["in CI", { CI: "true", HUBSPOT_TEST_TOKEN: "pat" }, "test:live: it is not for CI"],
  ])("ends %s, with one line", async (_, environment, line) => {
    const said: string[] = [];
    const say = (one: string): number => said.push(one);
    expect(await runLive(environment, { log: say, error: say })).toBe(2);
    expect(said).toEqual([expect.stringContaining(line)]);
  });
});
