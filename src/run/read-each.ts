/** Reads the records that inputs are about one at a time, where the contract has no batch for it. */
import type { Read, ReadBack } from "../contract.js";
import { pathParameter } from "../options/call-settings.js";
import { describeThrown } from "../outcome/describe-thrown.js";
import { type HubSpotError, UnaccountedError } from "../outcome/errors.js";
import type { HaltSwitch } from "../outcome/halt.js";
import { HttpError } from "../outcome/refusals.js";
import type { MutableRequestCounts } from "../outcome/summary.js";
import type { Transport } from "../wire/transport.js";
import type { Answer } from "../wire/wire.js";
import { addressOf } from "./address.js";
import { objectIn } from "./object-in.js";
import { askedBy, type Found, recordIn, type Sought } from "./read-back.js";

/** HubSpot's own error names its category; the page of a gateway has none. */
function isAbsence(error: HubSpotError): boolean {
  return error instanceof HttpError && error.status === 404 && /(?:^|_)NOT_FOUND$/.test(error.category ?? "");
}

/** Requests for one record each that are out at once. */
const MOST_AT_ONCE = 10;

/** Reads one record at a time. */
export async function readEach(
  sought: readonly Sought[],
  readBack: ReadBack,
  {
    read,
    client,
    transport,
    control,
    counts,
  }: {
    readonly read: Read;
    readonly client: unknown;
    readonly transport: Transport;
    readonly control: HaltSwitch;
    readonly counts: MutableRequestCounts;
  },
): Promise<Map<Sought, Found>> {
  const { start, send, cut } = control;
  const context = { start, send, cut, counts, halt: control.halt.bind(control), wait: () => () => {} };
  const ask = async ({ sent }: Sought): Promise<Found> => {
    const asked = askedBy(readBack, sent);
    if (typeof asked === "string") return { error: new UnaccountedError(asked) };
    const given: Record<"path" | "query", Record<string, string>> = { path: {}, query: {} };
    try {
      for (const [name, value] of asked) {
        if (read.parameters[name] === "path") given.path[name] = pathParameter(name, value);
        else given.query[name] = value;
      }
      const address = await addressOf((fetch) => read.send(client, { params: given }, { fetch }));
      const reply = await transport.exchange({ ...address, body: undefined }, context, {
        idempotent: true,
        read: ({ text }: Answer) => objectIn(text),
      });
      if (reply.kind === "accepted") return recordIn(reply.value, [], read);
      const error = reply.error ?? new UnaccountedError("It was not read");
      return reply.kind === "refused" && isAbsence(error) ? { absent: error, soughtBy: [] } : { error };
    } catch (thrown) {
      return { error: new UnaccountedError(`It can't be asked for: ${describeThrown(thrown)}`, { cause: thrown }) };
    }
  };
  const found = new Map<Sought, Found>();
  const left = sought.values();
  const work = async () => {
    for (const one of left) found.set(one, await ask(one));
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return found;
}
