/** Draws how several inputs of one record are spread over requests: one after the other, never together. */
import { createClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import { box, figure, key, line, words } from "./svg.js";

/** The record of each input, in the order of the inputs. */
const INPUTS = ["A", "B", "C", "A", "D", "E", "A", "B", "F", "G", "H", "C"];
const CELL = 34;
const LEFT = 70;
const LATENCY_MS = 60;

/** Twelve inputs of eight records, three to a request. */
export async function drawOrder(): Promise<string> {
  const sandbox = createSandbox({ latencyMs: LATENCY_MS });
  const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch });
  const listings = INPUTS.map((id, at) => ({ id, properties: { place: String(at) } }));
  await hubspot.listings.update(listings, { batchSize: 3 });
  const requests = [...sandbox.requests].sort((one, other) => one.arrivedAt - other.arrivedAt);
  const first = requests[0]?.arrivedAt ?? 0;
  const last = Math.max(...requests.map(({ answeredAt = 0 }) => answeredAt));
  const width = LEFT + INPUTS.length * CELL + 100;
  const x = (time: number) => LEFT + ((time - first) / Math.max(1, last - first)) * (width - LEFT);
  const top = CELL + 34;
  const letter = (id: string, left: number, y: number, size: number): string =>
    box(left, y, size - 4, size - 4, isTwice(id) ? "accent soft" : "plain", 4) +
    words(left + (size - 4) / 2, y + (size - 4) / 2 + 4.5, id, "middle", isTwice(id) ? "said strong" : "said");
  return figure(
    width,
    top + requests.length * 34 + 6,
    `${INPUTS.length} inputs in order, and below them ${requests.length} requests in time: no two requests that have an input of one record overlap.`,
    `${key("accent", "records that several inputs are of")} <br>Above, the inputs in their order; below, the requests in time, as the sandbox saw them. A, B and C are each written in input order, one request after the other; what is of other records does not wait for them.`,
    [
      words(0, CELL / 2 + 4, "inputs", "start", "said small"),
      ...INPUTS.map((id, at) => letter(id, LEFT + at * CELL, 1, CELL)),
      line(0, CELL + 14, width, CELL + 14, "rule"),
      words(0, top + 14, "requests", "start", "said small"),
      ...requests.flatMap(({ inputs, arrivedAt, answeredAt = last }, row) => [
        box(x(arrivedAt), top + row * 34, x(answeredAt) - x(arrivedAt), 30, "lane", 6),
        ...inputs.map(({ id }, at) => letter(String(id), x(arrivedAt) + 4 + at * 28, top + row * 34 + 3, 28)),
      ]),
    ],
  );
}

function isTwice(id: string): boolean {
  return INPUTS.filter((one) => one === id).length > 1;
}
