/** Uses clients over real sockets, each in another way, in a process that ends when nothing is left to do. */
import { createClient } from "../../src/index.js";

const [, , baseUrl = ""] = process.argv;
const accessToken = "secret-token";
const rows = (name: string) => Array.from({ length: 30 }, (_, index) => ({ id: `${name}-${index}`, properties: {} }));
// Where something is left waiting, this keeps the process from ending; and so would a timer of its own left over.
const options = { batchSize: 10, totalTimeoutMs: 60_000 };

async function useAll(): Promise<object> {
  const client = createClient({ baseUrl, accessToken });
  const finished = await client.listings.update(rows("finished"), options);

  // One request at a time, and a pause before each: the process has to wait for it.
  const slow = createClient({ baseUrl, accessToken, quota: { requests: 1, intervalMs: 50 } });
  const paced = await slow.listings.update(rows("paced"), options);

  const controller = new AbortController();
  const impatient = createClient({
    baseUrl,
    accessToken,
    fetch: (url, init) => {
      setTimeout(() => controller.abort(), 20);
      return fetch(url, init);
    },
  });
  const aborted = await impatient.listings.update(rows("hang"), { ...options, signal: controller.signal });

  const run = client.listings.update([...rows("left"), ...rows("hang")], options);
  for await (const { index } of run) if (index >= 0) break;
  const left = await run.summary();

  const halting = client.listings.update(rows("stopped"), { ...options, onProgress: () => void halting.stop() });
  const stopped = await halting.summary();

  const unopened = await client.listings.update(
    {
      [Symbol.iterator]() {
        throw new Error("There is no file");
      },
    },
    { ...options, signal: new AbortController().signal },
  );

  return {
    unopened: unopened.counts,
    finished: finished.counts,
    paced: paced.counts,
    aborted: aborted.counts,
    left: left.counts,
    stopped: stopped.counts,
  };
}

useAll().then(
  // Said only when the process ends by itself.
  (counts) => process.once("exit", () => process.stdout.write(JSON.stringify(counts))),
  (error: unknown) => process.stderr.write(String(error)),
);
