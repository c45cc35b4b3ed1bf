/** Writes a file of rows, a line each, once and for all: `node backfill.js <rows> <checkpoint>`. SIGTERM and kill -9 only interrupt it. */
import { createReadStream, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createClient, exitCode, type ListingUpdateInput } from "../../src/index.js";

const [, , rows = "", checkpoint = ""] = process.argv;
const hubspot = createClient({ baseUrl: process.env["HUBSPOT_URL"] });

async function* linesFrom(first: number) {
  let index = 0;
  for await (const line of createInterface(createReadStream(rows))) if (index++ >= first) yield line;
}

function readCheckpoint(): number {
  try {
    return Number(readFileSync(checkpoint, "utf8"));
  } catch {
    return 0;
  }
}

const firstIndex = readCheckpoint();
const run = hubspot.listings.update(linesFrom(firstIndex), {
  map: (line) => JSON.parse(line) as ListingUpdateInput,
  firstIndex,
  onCheckpoint: (next) => {
    writeFileSync(`${checkpoint}.new`, String(next));
    renameSync(`${checkpoint}.new`, checkpoint);
  },
});
process.once("SIGTERM", () => run.stop({ graceMs: 10_000 }));
process.exitCode = exitCode(await run.summary());
