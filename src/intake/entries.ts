import type { Operation } from "../contract.js";
import { fieldOf, identityOf, isPlain, reverseOf, valuesOf } from "../match/identity.js";
import { lookOfValues } from "../match/look.js";
import { describeThrown } from "../outcome/describe-thrown.js";
import { InvalidInputError } from "../outcome/errors.js";
import type { Check } from "./check.js";
import type { Entry } from "./plan.js";

/** Makes entries of inputs: checked, written as JSON, and with what tells them apart. */
export class Entries {
  readonly #operation: Operation;
  readonly #reverse: readonly string[] | undefined;
  readonly #prepare: Check["prepare"];
  readonly #keyFields: readonly string[];
  readonly #echo: readonly string[];
  /** What stands before a trace id in the JSON of its input. */
  readonly #head: string;
  /** So short that the first 36⁴ trace ids have at most 12 characters: longer ones V8 leaves in pieces until they are read. */
  readonly #prefix = `hb${Math.random().toString(36).slice(2, 7)}-`;

  constructor(operation: Operation, prepare: Check["prepare"]) {
    this.#operation = operation;
    this.#reverse = reverseOf(operation);
    this.#prepare = prepare;
    this.#head = `{"${operation.trace ?? ""}":"`;
    this.#keyFields = keyFieldsOf(operation);
    this.#echo = operation.match.flatMap((rule) => ("echo" in rule ? rule.echo : []));
  }

  /** `undefined` where an input takes a closer look. Never throws. */
  make<T extends object>(input: T, index: number): Entry<T> | InvalidInputError | undefined {
    const prepared = this.#prepare(input);
    if (prepared === undefined || prepared instanceof InvalidInputError) return prepared;
    const { json, sent: shown } = typeof prepared === "string" ? { json: prepared, sent: input } : prepared;
    try {
      const read = isPlain(shown) ? this.#read(shown) : undefined;
      if (read !== undefined && this.#showsItself(read)) return this.#entry(input, index, json, read);
      // An object may write itself as something else, or otherwise each time: what counts is what was written.
      return this.#entry(input, index, json, this.#read(JSON.parse(json) as object));
    } catch (cause) {
      // A getter or proxy that could be read once.
      return new InvalidInputError([{ path: "", message: `cannot be read twice: ${describeThrown(cause)}` }], {
        cause,
      });
    }
  }

  #read(sent: object): Read {
    const fields: Record<string, unknown> = {};
    for (const field of this.#keyFields) {
      const value = fieldOf(sent, field);
      if (value !== undefined) fields[field] = value;
    }
    return { fields, echo: valuesOf(sent, this.#echo) };
  }

  #showsItself({ fields, echo }: Read): boolean {
    for (const field of this.#keyFields) if (!showsItself(fields[field])) return false;
    return echo.every(showsItself);
  }

  #entry<T extends object>(input: T, index: number, json: string, { fields, echo }: Read): Entry<T> {
    const { trace: field = "", identity } = this.#operation;
    const own = fields[field];
    const owns = typeof own === "string" && own !== "";
    const stamp = field !== "" && own === undefined ? this.#prefix + index.toString(36) : undefined;
    return {
      index,
      input,
      json: stamp === undefined ? this.#written(json, fields) : this.#stamped(json, stamp),
      fields,
      look: lookOfValues(echo),
      identity: identityOf(fields, identity, this.#reverse),
      trace: owns ? own : stamp,
      ownTrace: owns,
      planned: false,
      settled: false,
    };
  }

  /** What is sent of it: its JSON, or that of the one text that it is there for. */
  #written(json: string, fields: Readonly<Record<string, unknown>>): string {
    const { text } = this.#operation;
    return text === undefined ? json : JSON.stringify(fields[text] ?? null);
  }

  /** The JSON with a trace id: a copy, the caller's input stays as it is. */
  #stamped(json: string, stamp: string): string {
    return json === "{}" ? `${this.#head}${stamp}"}` : `${this.#head}${stamp}",${json.slice(1)}`;
  }
}

/** What is read of an input, once, before it can change. */
interface Read {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly echo: unknown[];
}

/** The fields of an input by which it, its results or its errors are found, apart from those of an echo. */
function keyFieldsOf({ identity, match, errors, trace, text }: Operation): readonly string[] {
  const matched = match.flatMap((rule) => {
    if ("echo" in rule || "trace" in rule) return [];
    if ("pairs" in rule) return rule.pairs.map(([, input]) => input);
    const [, key] = rule.result.split(/[[\]]/);
    return [rule.input, ...(rule.when === undefined ? [] : [rule.when]), ...(key === undefined ? [] : [key])];
  });
  const named = [trace, text].filter((field) => field !== undefined);
  return [...new Set([...identity, ...matched, ...Object.values(errors), ...named])];
}

/** Whether a value is what its JSON shows: none of an object's own making, but for a plain one or a list of such. */
function showsItself(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isFlat(value)) return true;
  return Array.isArray(value) && Array.prototype === Object.getPrototypeOf(value) && value.every(isFlat);
}

function isFlat(item: unknown): boolean {
  if (typeof item !== "object" || item === null || !isPlain(item)) return false;
  return Object.values(item).every((value) => typeof value !== "object" || value === null);
}
