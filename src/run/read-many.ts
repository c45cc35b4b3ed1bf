/** Reads the records that inputs are about by a batch operation: many at once. */
import type { Operation, ReadBack } from "../contract.js";
import { fieldOf, fold, textOf } from "../match/identity.js";
import { HALF_A_CHARACTER } from "../options/call-settings.js";
import { UnaccountedError } from "../outcome/errors.js";
import type { Failed, Outcome } from "../outcome/outcome.js";
import { RefusedError } from "../outcome/refusals.js";
import { askedBy, type Found, recordIn, type Sought } from "./read-back.js";

/** Answers one batch read: the outcomes of its inputs, in their order. It is said what the body and the query have to say. */
export type ReadBatch = (
  inputs: readonly object[],
  said: { readonly body: object; readonly query: object },
) => Promise<readonly Outcome[]>;

/** What is asked in the same words: those, the inputs with whom each is for, and the names that lists have. */
interface Group {
  readonly words: Readonly<Record<string, string>>;
  readonly members: Map<string, { readonly input: object; readonly of: Sought[] }>;
  readonly names: Map<string, Set<string>>;
}

/** Reads by a batch operation: what is asked in the same words goes together, and each record is asked for once. */
export async function readMany(
  sought: readonly Sought[],
  readBack: ReadBack,
  operation: Operation,
  send: ReadBatch,
): Promise<Map<Sought, Found>> {
  const found = new Map<Sought, Found>();
  const groups = new Map<string, Group>();
  const { body: inBody = {}, query: inQuery = {} } = operation;
  const isShared = (name: string) => Object.hasOwn(inBody, name) || Object.hasOwn(inQuery, name);
  for (const one of sought) {
    const asked = askedBy(readBack, one.sent);
    if (typeof asked === "string") {
      found.set(one, { error: new UnaccountedError(asked) });
      continue;
    }
    const shared = [...asked].filter(([name]) => isShared(name));
    const input = Object.fromEntries([...asked].filter(([name]) => !isShared(name)));
    const key = JSON.stringify(shared);
    const group: Group = groups.get(key) ?? { words: Object.fromEntries(shared), members: new Map(), names: new Map() };
    groups.set(key, group);
    const member = group.members.get(JSON.stringify(input)) ?? { input, of: [] };
    group.members.set(JSON.stringify(input), member);
    member.of.push(one);
    for (const [list, map] of Object.entries(readBack.names ?? {})) {
      const names = group.names.get(list) ?? new Set<string>();
      group.names.set(list, names);
      // A property that records are found by is to be among those that are shown.
      for (const [, value] of shared) names.add(value);
      for (const name of Object.keys(fieldOf(one.sent, map) ?? {})) if (!HALF_A_CHARACTER.test(name)) names.add(name);
    }
  }
  for (const { words, members, names } of groups.values()) {
    const lists = [...names].map(([list, set]) => [list, [...set]] as const);
    const said: readonly (readonly [string, unknown])[] = [
      ...Object.entries({ ...readBack.always, ...words }),
      ...lists,
    ];
    const asked = [...members.values()];
    const outcomes = await send(
      asked.map(({ input }) => input),
      {
        body: Object.fromEntries(said.filter(([name]) => Object.hasOwn(inBody, name))),
        query: Object.fromEntries(said.filter(([name]) => Object.hasOwn(inQuery, name))),
      },
    );
    for (const [at, { input, of }] of asked.entries())
      for (const one of of)
        found.set(
          one,
          foundOf(outcomes[at], keysOf(one.sent, Object.values(words), input, readBack), readBack, operation),
        );
  }
  return found;
}

/** The properties by which a record is asked for, where its input sets them too: to the same value, or to another. */
interface Keys {
  readonly soughtBy: readonly string[];
  readonly foundBy: readonly string[];
  readonly renames: string | undefined;
}

function keysOf(sent: object, properties: readonly string[], input: object, { names = {} }: ReadBack): Keys {
  const set = Object.values(names).flatMap((map) =>
    properties.flatMap((property) => {
      const value = fieldOf(fieldOf(sent, map) ?? {}, property);
      return value == null ? [] : [{ path: `${map}.${property}`, value: fold(textOf(value)) }];
    }),
  );
  const asked = new Set(Object.values(input).map((value) => fold(String(value))));
  return {
    soughtBy: Object.values(names).flatMap((map) => properties.map((property) => `${map}.${property}`)),
    foundBy: set.flatMap(({ path, value }) => (asked.has(value) ? [path] : [])),
    renames: set.find(({ value }) => !asked.has(value))?.path,
  };
}

function foundOf(
  outcome: Outcome | undefined,
  { soughtBy, foundBy, renames }: Keys,
  { within }: ReadBack,
  operation: Operation,
): Found {
  if (outcome?.status === "succeeded") {
    if (within === undefined) return recordIn(outcome.record, foundBy, operation);
    // Success without a record is HubSpot's word that there is nothing, where the contract knows such a word.
    const whole = outcome.record ?? (operation.empty && {});
    return whole ? { whole } : { error: new UnaccountedError("It was not read") };
  }
  const error = outcome?.error ?? new UnaccountedError("It was not read");
  return outcome?.status === "failed" && isWordOn(outcome) ? { absent: error, soughtBy, renames } : { error };
}

/** An envelope says of a record that there is none; a refusal of the whole request says so of an address, too. */
function isWordOn({ scope, error }: Failed): boolean {
  return (
    scope === "record" &&
    error instanceof RefusedError &&
    error.category === "OBJECT_NOT_FOUND" &&
    error.httpStatus >= 200 &&
    error.httpStatus < 300
  );
}
