import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import type { Listening, SandboxContract, SandboxOptions } from "../../src/sandbox/sandbox.js";
import { paths, post, read, sandboxOf } from "./helpers.js";

const contacts = [
  { id: "1", properties: { name: "Zoë" } },
  { id: "2", properties: { name: "two" } },
];

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function start(options: SandboxOptions<SandboxContract> = {}) {
  const sandbox = sandboxOf(options);
  const listening = await sandbox.listen();
  open.push(listening);
  const call = (path: string, inputs: readonly object[] = contacts, init: RequestInit = {}) =>
    fetch(`${listening.url}${path}`, post(inputs, init));
  return { sandbox, listening, call };
}

describe("over a socket", () => {
  it("batches are written and answered", async () => {
    const { sandbox, call } = await start();
    const { status, headers, body } = await read(await call(paths.contacts));
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("application/json");
    expect(body.results?.find(({ id }) => id === "1")).toMatchObject({ properties: { name: "Zoë" } });
    expect(sandbox.records("contacts")).toHaveLength(2);
    expect(sandbox.requests).toMatchObject([{ method: "POST", path: paths.contacts, operation: "contacts.update" }]);
    expect(JSON.stringify(sandbox.requests)).not.toContain("Bearer");
  });

  it("an answer without content has none", async () => {
    const { call } = await start();
    const response = await call(paths.archive);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
  });

  it("an unknown path is a 404", async () => {
    const { call } = await start();
    expect((await call("/nowhere")).status).toBe(404);
  });

  it("limits are counted and told", async () => {
    const { call } = await start({ quota: { requests: 1, intervalMs: 60_000 } });
    const answers = [await call(paths.contacts), await call(paths.contacts)];
    expect(answers.map(({ status }) => status)).toEqual([200, 429]);
    expect(answers.map(({ headers }) => headers.get("x-hubspot-ratelimit-remaining"))).toEqual(["0", "0"]);
    await Promise.all(answers.map((answer) => answer.text()));
  });

  it("a reset before the write leaves nothing", async () => {
    const { sandbox, call } = await start({ faults: [{ answer: "reset-before-write" }] });
    await expect(call(paths.contacts)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect(sandbox.records("contacts")).toEqual([]);
  });

  it("a reset after the write leaves everything, and the next connection is good", async () => {
    const { sandbox, call } = await start({ faults: [{ times: 1, answer: "reset-after-write" }] });
    await expect(call(paths.contacts)).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "ECONNRESET" },
    });
    expect(sandbox.records("contacts")).toHaveLength(2);
    expect((await read(await call(paths.contacts))).status).toBe(200);
  });

  it("a body that is cut breaks off after its first half", async () => {
    const { sandbox, call } = await start({ faults: [{ answer: "cut" }] });
    const response = await call(paths.contacts);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ message: "terminated" });
    expect(sandbox.records("contacts")).toHaveLength(2);
  });

  it("a page comes in place of JSON", async () => {
    const { call } = await start({ faults: [{ answer: "html" }] });
    const response = await call(paths.contacts);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  it("statuses that are no standard arrive as they are", async () => {
    const { call } = await start({ faults: [{ answer: { status: 477 } }] });
    const response = await call(paths.contacts);
    expect(response.status).toBe(477);
    expect(response.headers.get("retry-after")).toBe("3600");
    await response.text();
  });

  it("a request that hangs ends when its caller goes", async () => {
    const { sandbox, call } = await start({ faults: [{ answer: "hang" }] });
    const controller = new AbortController();
    const sent = call(paths.contacts, contacts, { signal: controller.signal });
    await expect.poll(() => sandbox.requests.length).toBe(1);
    controller.abort(new Error("enough"));
    await expect(sent).rejects.toThrow("enough");
    expect(sandbox.requests[0]).not.toHaveProperty("answeredAt");
  });

  it("a mistake in a fault's own function is told", async () => {
    const when = () => {
      throw new Error("typo");
    };
    const { call } = await start({ faults: [{ when, answer: "hang" }] });
    const response = await call(paths.contacts);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("typo");
  });

  it("a reset sandbox starts afresh behind the same port", async () => {
    const { sandbox, call } = await start();
    await read(await call(paths.contacts));
    sandbox.reset();
    await read(await call(paths.contacts, [{ id: "7", properties: {} }]));
    expect(sandbox.records("contacts")).toMatchObject([{ id: "7" }]);
  });
});

describe("close", () => {
  it("ends what hangs and what is late, and leaves no socket and no timer", async () => {
    const { sandbox, listening, call } = await start({
      latencyMs: 600_000,
      faults: [{ operation: "events.update", answer: "hang" }],
    });
    const late = [call(paths.contacts), call(paths.update, [{ objectId: "1" }])];
    const ended = Promise.all(late.map((sent) => expect(sent).rejects.toThrow("fetch failed")));
    await expect.poll(() => sandbox.requests.length).toBe(2);
    await listening.close();
    await ended;
    await expect.poll(() => process.getActiveResourcesInfo().filter(isOurs)).toEqual([]);
    await expect(call(paths.contacts)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  it("frees the port, which may be asked for by number", async () => {
    const sandbox = sandboxOf();
    const first = await sandbox.listen();
    await first.close();
    const port = Number(new URL(first.url).port);
    const second = await sandbox.listen(port);
    expect(second.url).toBe(first.url);
    await expect(sandbox.listen(port)).rejects.toMatchObject({ code: "EADDRINUSE" });
    await second.close();
  });
});

function isOurs(resource: string): boolean {
  return resource === "TCPSocketWrap" || resource === "TCPServerWrap" || resource === "Timeout";
}

describe("an address", () => {
  const listen = async (where?: Parameters<ReturnType<typeof sandboxOf>["listen"]>[0]) => {
    const listening = await sandboxOf().listen(where);
    open.push(listening);
    return listening;
  };

  it("is this machine's alone unless told otherwise", async () => {
    expect((await listen()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await listen({})).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("may be every one of this machine's, and is then reached by the loopback one", async () => {
    const { url } = await listen({ host: "0.0.0.0" });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // Another of this machine's: a listener on 127.0.0.1 alone would refuse it.
    const addresses = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
    const other = addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.2";
    const response = await fetch(`${url.replace("127.0.0.1", other)}${paths.contacts}`, post(contacts));
    expect(response.status).toBe(200);
    await response.text();
  });

  it("may be a name, which a client that allows it writes to", async () => {
    const { url } = await listen({ host: "localhost" });
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const response = await fetch(`${url}${paths.contacts}`, post(contacts));
    expect(response.status).toBe(200);
    await response.text();
  });

  it("is on the port that is asked for, by either form", async () => {
    const { url, close } = await listen();
    await close();
    const port = Number(new URL(url).port);
    const again = await listen(port);
    expect(again.url).toBe(url);
    await again.close();
    expect((await listen({ port, host: "127.0.0.1" })).url).toBe(url);
  });

  it.each([
    [{ hots: "0.0.0.0" }, "Expected `listen` to have only port, host, got `hots`"],
    [{ port: 65_536 }, "Expected `port` to be a whole number from 0 to 65535, got 65536"],
    [-1, "Expected `port` to be a whole number from 0 to 65535, got -1"],
    [{ port: "80" }, "Expected `port` to be a whole number from 0 to 65535, got 80"],
    [{ host: "http://0.0.0.0" }, "Expected `host` to be a name or an address without brackets"],
    [{ host: "" }, "Expected `host` to be a name or an address without brackets"],
    [{ host: 7 }, "Expected `host` to be a name or an address without brackets, got 7"],
    ["0.0.0.0", "Expected `listen` to be given a port or { port, host }, got 0.0.0.0"],
    [null, "Expected `listen` to be given a port or { port, host }, got null"],
  ])("%j is none", async (where, message) => {
    await expect(sandboxOf().listen(where as number)).rejects.toThrow(message);
  });
});
