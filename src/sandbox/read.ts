import { addressOf } from "./address.js";
import { shapeOf } from "./answer.js";
import { type Answer, answerWith, refuse } from "./bodies.js";
import type { Random } from "./random.js";
import type { Input, SandboxRead } from "./routes.js";
import { selected } from "./selected.js";
import { type RecordStore, type StoredRecord, textOf } from "./store.js";

/** Records of a page, where the request does not say it, and at most. */
const PAGE = 10;
const LONGEST_PAGE = 100;

/** Answers a request that reads: with the record that its parameters mean, or with a page of what is stored. */
export async function answerRead(
  read: SandboxRead,
  parameters: Input,
  { store, url, random }: { readonly store: RecordStore; readonly url: string; readonly random: Random },
): Promise<Answer> {
  const missing = Object.entries(read.parameters).find(([name, place]) => place === "query" && !parameters[name]);
  if (missing) return refuse({ status: 400, message: `Some required fields were not set: [${missing[0]}]` }, random);
  const sample = await read.sample();
  const show = (record: StoredRecord) => selected(shapeOf(record, sample), parameters);
  if (read.isList) return answerPage(read, parameters, { records: store.all(), url, random, show });
  const address = addressOf(read, parameters);
  const found = address ? store.find(address) : store.all()[0];
  return found ? answerWith(200, show(found)) : refuse({ status: 404 }, random);
}

/** A page ends where the one after it begins: behind the record that `after` names. */
function answerPage(
  { recordId: [id = "id"] }: SandboxRead,
  { after, limit = PAGE }: Input,
  {
    records,
    url,
    random,
    show,
  }: {
    readonly records: readonly StoredRecord[];
    readonly url: string;
    readonly random: Random;
    readonly show: (record: StoredRecord) => object;
  },
): Answer {
  const most = Number(limit);
  if (!(Number.isInteger(most) && most >= 1 && most <= LONGEST_PAGE))
    return refuse(
      { status: 400, message: `Expected limit to be from 1 to ${LONGEST_PAGE}, got ${textOf(limit)}` },
      random,
    );
  const before = after === undefined ? -1 : records.findIndex((record) => textOf(record[id]) === after);
  if (after !== undefined && before < 0)
    return refuse({ status: 400, message: `There is no page after ${textOf(after)}` }, random);
  const page = records.slice(before + 1, before + 1 + most);
  const last = page.at(-1);
  const next = last !== undefined && before + 1 + most < records.length ? textOf(last[id]) : undefined;
  return answerWith(200, {
    results: page.map(show),
    ...(next !== undefined && { paging: { next: { after: next, link: `${url}?after=${next}&limit=${most}` } } }),
  });
}
