import type { Operation } from "../contract.js";
import type { MatchedBy, Succeeded } from "../outcome/outcome.js";
import { PairsRule } from "./pairs-rule.js";
import { recordIdOf } from "./record-id.js";
import { type Rule, rulesOf } from "./rules.js";
import type { Sent } from "./sent.js";
import { without } from "./without.js";

/** An input that HubSpot wrote. */
export interface Written<E extends Sent, R> {
  readonly entry: E;
  readonly fate: Succeeded<R>;
}

/** The results of an answer, each with the input that it is of, as far as the rules tell. */
export interface Tied<E extends Sent, R> {
  readonly written: readonly Written<E, R>[];
  /** Inputs without a result. */
  readonly open: readonly E[];
  /** Results that are nobody's yet. */
  readonly untied: readonly R[];
  /** Inputs that are each other's reverse, of which one has a result. */
  readonly mirrored: readonly E[];
  readonly rules: readonly Rule[];
}

/** Finds the input of each result, never by position: HubSpot answers out of order. */
export function tie<E extends Sent, R extends object>(
  entries: readonly E[],
  results: readonly R[],
  operation: Operation,
  rules = rulesOf(operation),
): Tied<E, R> {
  const written: Written<E, R>[] = [];
  let untied = results;
  let open = entries;
  let mirrored: readonly E[] = [];
  for (const rule of rules) {
    if (untied.length === 0) break;
    const shared = rule instanceof PairsRule ? rule.mirrored(entries, untied) : [];
    mirrored = [...mirrored, ...shared];
    const ties = rule.tie(without(open, shared), untied);
    const before = written.length;
    untied.forEach((record, place) => {
      const entry = ties[place];
      if (entry !== undefined) written.push({ entry, fate: succeeded(record, rule.matchedBy, operation) });
    });
    if (written.length === before) continue;
    untied = untied.filter((_, place) => ties[place] === undefined);
    open = written.length - before === open.length ? [] : without(open, ties);
    if (rule instanceof PairsRule) {
      const tied = written.map(({ entry }) => entry);
      untied = rule.others(untied, tied);
    }
  }
  return { written, open, untied, mirrored, rules };
}

/** The fate of an input that HubSpot wrote. */
export function succeeded<R extends object>(record: R, matchedBy: MatchedBy, operation: Operation): Succeeded<R> {
  const recordId = recordIdOf(record, operation);
  return recordId === undefined
    ? { status: "succeeded", record, matchedBy }
    : { status: "succeeded", record, recordId, matchedBy };
}
