import { afterEach, expect, test, vi } from "vitest";
import { NodeConnections } from "../../src/wire/node-connections.js";
import { listenRaw, type RawServer, rawAnswer } from "../helpers/raw-server.js";

const http = process.getBuiltinModule("node:http");
const servers: RawServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Sends a request, and waits for the end of its answer. */
async function exchange(connections: NodeConnections, url: string): Promise<void> {
  const request = connections.open({ url, method: "POST", headers: {}, body: "{}" }, 2);
  await new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => response.resume().once("end", resolve));
    request.end("{}");
  });
  connections.ended();
}

test("each address is read anew, though the last one is kept", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => listenRaw(({ socket }) => socket.write(rawAnswer(200)))));
  servers.push(one!, other!);
  const connections = new NodeConnections();
  for (const url of [`${one!.url}/a`, `${one!.url}/a`, `${other!.url}/b?c=%20`, `${one!.url}/d`])
    await exchange(connections, url);
  const lines = (server: RawServer) => server.requests.map(({ head }) => head.split("\r\n")[0]);
  expect(lines(one!)).toEqual(["POST /a HTTP/1.1", "POST /a HTTP/1.1", "POST /d HTTP/1.1"]);
  expect(lines(other!)).toEqual(["POST /b?c=%20 HTTP/1.1"]);
});

test("an address in brackets is one", () => {
  const request = vi.spyOn(http, "request").mockReturnValue({} as never);
  new NodeConnections().open({ url: "http://[::1]:3000/a", method: "POST", headers: {}, body: "" }, 0);
  expect(request).toHaveBeenCalledWith(expect.objectContaining({ hostname: "::1", port: "3000", path: "/a" }));
});

test("proxies are those that Node's own agents were given, and none where they have none", () => {
  const request = vi.spyOn(http, "request").mockReturnValue({} as never);
  const optionsOfAgent = () => {
    new NodeConnections().open({ url: "http://127.0.0.1:1/", method: "POST", headers: {}, body: "" }, 0);
    const [{ agent }] = request.mock.lastCall as unknown as [{ agent: { options: Record<string, unknown> } }];
    return agent.options;
  };
  expect(optionsOfAgent()).toMatchObject({ keepAlive: true, timeout: 4_000 });
  expect(optionsOfAgent()["proxyEnv"]).toBeUndefined();
  const { globalAgent } = http as unknown as { globalAgent: { options: Record<string, unknown> } };
  const proxyEnv = { HTTP_PROXY: "http://127.0.0.1:9" };
  globalAgent.options["proxyEnv"] = proxyEnv;
  try {
    expect(optionsOfAgent()["proxyEnv"]).toBe(proxyEnv);
  } finally {
    delete globalAgent.options["proxyEnv"];
  }
});

test("an idle connection keeps no process alive", async () => {
  const server = await listenRaw(({ socket }) => socket.write(rawAnswer(200)));
  servers.push(server);
  const connections = new NodeConnections();
  const port = Number(new URL(server.url).port);
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): { remotePort?: number }[] };
  await exchange(connections, server.url);
  // Of what keeps this process alive, no connection leads to the server, and one is open all the same.
  await expect.poll(() => handles().filter(({ remotePort }) => remotePort === port), { timeout: 10_000 }).toEqual([]);
  expect(server.sockets[0]!.destroyed).toBe(false);
});
