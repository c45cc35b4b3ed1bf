/** Draws the requests that find one bad record in a batch whose refusal names nobody. */
import { createClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import { box, figure, key, words } from "./svg.js";

const RECORDS = 100;
const BAD = 61;
const WIDTH = 6;
const ROW = 22;
const LEFT = 90;

/** A batch of a hundred listings, one of which HubSpot refuses without saying which. */
export async function drawIsolation(): Promise<string> {
  const sandbox = createSandbox({
    faults: [
      {
        operation: "listings.update",
        when: ({ id }) => id === String(BAD),
        answer: { status: 400, message: "Invalid input" },
      },
    ],
  });
  const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch, concurrency: 1 });
  const listings = Array.from({ length: RECORDS }, (_, at) => ({
    id: String(at),
    properties: { hs_price: String(at) },
  }));
  const { counts } = await hubspot.listings.update(listings);
  const requests = sandbox.requests;
  const shapes = requests.flatMap(({ inputs, status = 0 }, row) => {
    const kind = status < 300 ? "succeeded" : "failed";
    return [
      words(LEFT - 10, row * ROW + 14, `${row + 1}: ${inputs.length}`, "end", "said small"),
      ...inputs.map(({ id }) => box(LEFT + Number(id) * WIDTH, row * ROW + 3, WIDTH - 1, ROW - 7, kind, 1)),
    ];
  });
  return figure(
    LEFT + RECORDS * WIDTH,
    requests.length * ROW + 4,
    `${requests.length} requests below each other, each with the records it has: the first has all ${RECORDS} and is refused, the last of those refused has one.`,
    `${key("failed", "refused")} ${key("succeeded", "written")} <br>Each line is a request, with how many records it has. Record ${BAD} is bad, and no answer says so: ${requests.length} requests find it, and ${counts.succeeded} are written. Where an answer names the record, it is 2.`,
    shapes,
  );
}
