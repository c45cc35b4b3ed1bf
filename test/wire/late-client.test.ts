import createFetchClient from "openapi-fetch";
import { expect, test } from "vitest";
import { lateClient } from "../../src/wire/late-client.js";

type Late = ReturnType<typeof createFetchClient>;

/** A client that answers each request with what it was, and how often it was loaded. */
function late() {
  const seen = { loads: 0 };
  const load = async () => {
    seen.loads++;
    return createFetchClient({
      baseUrl: "https://api.example.com",
      fetch: async ({ method, url, headers }) => Response.json({ method, url, marks: headers.get("x-mark") }),
    });
  };
  return { client: lateClient(load) as Late, seen };
}

const marking = (mark: string) => ({
  onRequest: ({ request }: { request: Request }) => request.headers.append("x-mark", mark),
});

test("it has all that openapi-fetch's own client has", () => {
  const { client, seen } = late();
  expect(Object.keys(client).sort()).toEqual(Object.keys(createFetchClient()).sort());
  expect(seen.loads).toBe(0);
});

test("each request goes to the client, which is loaded once", async () => {
  const { client, seen } = late();
  const { GET, POST } = client;
  const [got, posted, requested] = await Promise.all([
    GET("/a/{b}" as never, { params: { path: { b: "c" } } } as never),
    POST("/a" as never, { body: {} } as never),
    client.request("delete", "/a" as never),
  ]);
  expect([got, posted, requested].map(({ data }) => data)).toEqual([
    { method: "GET", url: "https://api.example.com/a/c", marks: null },
    { method: "POST", url: "https://api.example.com/a", marks: null },
    { method: "DELETE", url: "https://api.example.com/a", marks: null },
  ]);
  expect(seen.loads).toBe(1);
});

test("middleware is there for the first request, and what is told later for the next", async () => {
  const { client } = late();
  const [one, two, three] = ["one", "two", "three"].map(marking) as [object, object, object];
  const ask = async () => (await client.GET("/a" as never)).data as unknown;
  client.use(one as never, two as never);
  client.eject(one as never);
  expect(await ask()).toMatchObject({ marks: "two" });
  client.use(three as never);
  expect(await ask()).toMatchObject({ marks: "two, three" });
  client.eject(two as never, three as never);
  expect(await ask()).toMatchObject({ marks: null });
});

test("middleware that comes at any moment while the client loads is there for the next request", async () => {
  const { client } = late();
  const first = client.GET("/a" as never);
  const marks = Array.from({ length: 12 }, (_, turn) => `at ${turn}`);
  for (const mark of marks) {
    client.use(marking(mark));
    await Promise.resolve();
  }
  await first;
  expect((await client.GET("/a" as never)).data).toMatchObject({ marks: marks.join(", ") });
});

test("middleware that is none has each request reject, and one told later throws", async () => {
  const { client } = late();
  client.use("none" as never);
  for (let times = 0; times < 2; times++) await expect(client.GET("/a" as never)).rejects.toThrow("Middleware must be");
  const { client: loaded } = late();
  await loaded.GET("/a" as never);
  expect(() => loaded.use("none" as never)).toThrow("Middleware must be");
});

test("what could not be loaded is loaded for the next request", async () => {
  let loads = 0;
  const client = lateClient(async () => {
    if (loads++ === 0) throw new Error("no such file");
    return createFetchClient({ fetch: async () => Response.json("fine"), baseUrl: "https://api.example.com" });
  }) as Late;
  await expect(client.GET("/a" as never)).rejects.toThrow("no such file");
  expect((await client.GET("/a" as never)).data).toBe("fine");
});
