/** This package part by part: what each of them adds to the least that can be done. */
import { contract } from "../../generated/operations.js";
import type { Operation } from "../../src/contract.js";
import { Entries } from "../../src/intake/entries.js";
import type { Entry } from "../../src/intake/plan.js";
import { createPrepare } from "../../src/intake/validate.js";
import { match } from "../../src/match/match.js";
import { type Envelope, readEnvelope } from "../../src/outcome/envelope.js";
import type { Outcome } from "../../src/outcome/outcome.js";
import { createAddress } from "../../src/run/address.js";
import { post } from "../../src/run/post.js";
import { createBatchClient } from "../../src/wire/fetch-client.js";
import { createNodeWire } from "../../src/wire/node-wire.js";
import { requestContext } from "../helpers/request-context.js";
import { transportOver } from "../helpers/transport.js";
import { type ClientOptions, exchange, type Input, inBatches, PATHS, type Write } from "./write.js";

/** Begins a run of batches: gives what sends the entries of one. */
type Start = () => (entries: readonly Entry<Input>[]) => Promise<Envelope>;

const version = contract.versions["2026-03"];
// Their types do not matter here.
export const OPERATIONS = {
  events: version.operations.marketingEvents.upsert as unknown as Operation,
  listings: version.operations.listings.update as unknown as Operation,
};

/** With what tells records apart: an entry made of each input, and its result found by the contract's rules. */
function matched(connect: (options: ClientOptions) => Start) {
  return (options: ClientOptions): Write => {
    const operation = OPERATIONS[options.operation];
    const start = connect(options);
    return (all) => {
      const entries = new Entries(operation, createPrepare(undefined, { unknownFields: "refuse", coerce: true }));
      const send = start();
      let read = 0;
      return inBatches(options.concurrency, async (inputs) => {
        const batch = inputs.map((input) => entries.make(input, read++) as Entry<Input>); // They are good.
        const { written } = match<Entry<Input>, object>(batch, await send(batch), operation);
        const results = written.map(({ entry: { index, input }, fate }): Outcome<Input, object> => {
          const { status, record, recordId, matchedBy } = fate;
          return { index, input, status, record: record!, recordId: recordId!, matchedBy };
        });
        return { results };
      })(all);
    };
  };
}

/** Through bare sockets. */
function bare({ url, operation }: ClientOptions): Start {
  return () => async (entries) => {
    const body = `{"inputs":[${entries.map(({ json }) => json).join(",")}]}`;
    return readEnvelope(await exchange(url + PATHS[operation], body))!;
  };
}

/** Through the transport: paced, with a time limit and a bound, again where that can help. */
function carried({ url, operation }: ClientOptions): Start {
  const client = createBatchClient(version, { baseUrl: url, headers: {} });
  const transport = transportOver(createNodeWire(), { baseUrl: url, timeoutMs: 30_000 });
  const settings = { body: undefined };
  return () => {
    const { context } = requestContext();
    const address = createAddress(OPERATIONS[operation], client, { path: undefined, query: undefined });
    return async (entries) => {
      const reply = await post(entries, context, { operation: OPERATIONS[operation], address, transport, settings });
      if (reply.kind !== "accepted" || reply.value === "no-content") throw new Error(`A batch was ${reply.kind}`);
      return reply.value;
    };
  };
}

export const parts = {
  "… each found by the contract's rules": matched(bare),
  "… through the transport": matched(carried),
};
