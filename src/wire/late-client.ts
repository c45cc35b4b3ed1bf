import { partOf } from "../part.js";

type Call = (...given: readonly unknown[]) => unknown;
type Client = Readonly<Record<string, Call>>;

/** What an openapi-fetch client can be asked for. Source: openapi-fetch 0.17. */
const REQUESTS = ["request", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;
/** … and told. */
const CHANGES = ["use", "eject"] as const;

/**
 * An openapi-fetch client that is loaded with its first request. What it is told before waits, in order; a middleware that is
 * none then has each request reject.
 */
export function lateClient(load: () => Promise<object>): object {
  const told: ((client: Client) => void)[] = [];
  // Set where what waited is told: whatever comes between that and a part's own word would be told to nobody.
  let loaded: Client | undefined;
  const client = partOf(async () => {
    const made = (await load()) as Client; // It is one of openapi-fetch's.
    for (const tell of told) tell(made);
    loaded = made;
    return made;
  });
  const request =
    (name: string) =>
    async (...given: readonly unknown[]) =>
      (await client.load())[name]?.(...given);
  const change =
    (name: string) =>
    (...given: readonly unknown[]) => {
      const tell = (client: Client) => void client[name]?.(...given);
      if (loaded === undefined) told.push(tell);
      else tell(loaded);
    };
  return Object.fromEntries([
    ...REQUESTS.map((name) => [name, request(name)]),
    ...CHANGES.map((name) => [name, change(name)]),
  ]) as object;
}
