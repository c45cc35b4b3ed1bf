import { marketingEventsOperations } from "../../generated/2026-03/marketing-events.operations.js";
import type { Operation } from "../../src/contract.js";
import type { Entry } from "../../src/intake/plan.js";
import { identityOf } from "../../src/match/identity.js";
import { lookOf } from "../../src/match/look.js";
import { contract } from "../fixtures/contract.js";

const { v1 } = contract.versions;

/** Operations of the tests' own contract and of the shipped one, whose types do not matter here. */
export const events = v1.operations.events.upsert as unknown as Operation;
export const eventUpdates = v1.operations.events.update as unknown as Operation;
export const contacts = v1.operations.contacts.update as unknown as Operation;
export const contactCreates = v1.operations.contacts.create as unknown as Operation;
export const marketingEvents = marketingEventsOperations.upsert as unknown as Operation;

/** Inputs on their way, as a run makes them; `trace` gives the trace id of each. */
export function entriesOf<I extends object>(
  operation: Operation,
  inputs: readonly I[],
  trace?: (index: number) => string,
): Entry<I>[] {
  const echo = operation.match.flatMap((rule) => ("echo" in rule ? rule.echo : []));
  return inputs.map((input, index) => ({
    index,
    input,
    json: JSON.stringify(input),
    fields: input,
    look: lookOf(input, echo),
    identity: identityOf(input, operation.identity),
    trace: trace?.(index),
    ownTrace: false,
    planned: false,
    settled: false,
  }));
}
