import type { Input } from "./routes.js";

/** Something that goes wrong on purpose. Of the faults that concern a request the first in the list strikes. */
export interface Fault {
  /**
   * The operation it strikes, as `api.verb`, under whatever name it is called: `objects.upsert` is what `contacts.upsert`
   * calls, too. Default: every operation.
   */
  readonly operation?: string;
  /** Strikes only batches with an input for which this is true. Default: every batch. */
  readonly when?: (input: Input) => boolean;
  /** How many requests it strikes before it is spent. Default: every one. */
  readonly times?: number;
  /** What happens instead of the right answer. */
  readonly answer: FaultAnswer;
}

/**
 * What a fault does.
 *
 * - a `Refusal`: HubSpot says no, to the whole batch or, with a 2xx status, to the inputs concerned.
 * - `reset-before-write`: the connection is reset; nothing is written.
 * - `reset-after-write`: everything is written, then the connection is reset.
 * - `hang`: no answer ever comes; nothing is written.
 * - `silent`: the inputs concerned are neither written nor mentioned in an otherwise good answer.
 * - `html`: 200 with a page in place of the JSON, as from a proxy; nothing is written.
 * - `cut`: everything is written, and the connection is lost half way through the answer's body.
 */
export type FaultAnswer = Refusal | "reset-before-write" | "reset-after-write" | "hang" | "silent" | "html" | "cut";

/** An answer that refuses; what is not given is as HubSpot sends it with that status. */
export interface Refusal {
  /** Below 300: the inputs concerned become errors of that answer and the rest is written. Else nothing is written. */
  readonly status: number;
  /** Null: none, as in the answer to a body that cannot be read. */
  readonly category?: string | null;
  /** None by default. */
  readonly subCategory?: string;
  /** Default: what HubSpot says with that status. */
  readonly message?: string;
  /** Added to the error's context. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The error's details. */
  readonly errors?: readonly object[];
  /** Of a 429, whose body has this and a message alone. Default: `TEN_SECONDLY_ROLLING`. */
  readonly policyName?: string;
  /** Added to the answer's, `retry-after` for one. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether the error's context names the inputs concerned: by every key of the operation's `errors`, or by the one given
   * here; by a field of theirs, as `name: ["age__c"]` with `"name"`; or with `"coordinates"` by texts that end in the value
   * of a unique property, as `0-420 tenant_id:T7`. False below 300: an error that says nothing of whose it is. Default:
   * true below 300, else false.
   */
  readonly named?: boolean | string;
  /** Below 300: one error for all inputs concerned. Default: one for each. */
  readonly together?: boolean;
  /** The body's text, in place of all of the above; nothing is written, whatever the status. */
  readonly body?: string;
}

/** A fault that decides about a whole request. */
export type WholeAnswer = Exclude<FaultAnswer, "silent">;

/** What the faults do to one request. */
export interface Strike {
  /** The answer to the request as a whole, and the inputs that caused it. */
  readonly whole?: { readonly answer: WholeAnswer; readonly culprits: readonly Input[] };
  /** The inputs that are not written, each with its refusal unless it is passed over in silence. */
  readonly spoilt: ReadonlyMap<Input, Refusal | "silent">;
}

/** Makes the function that says which faults strike a request, and counts those that do. */
export function createFaults(
  faults: readonly Fault[],
): (methods: readonly string[], inputs: readonly Input[]) => Strike {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Number.POSITIVE_INFINITY]));
  const spend = (fault: Fault) => left.set(fault, (left.get(fault) ?? 0) - 1);

  return (methods, inputs) => {
    const due = faults
      .filter(({ operation }) => operation === undefined || methods.includes(operation))
      .filter((fault) => (left.get(fault) ?? 0) > 0);
    const whole = firstWhole(due, inputs);
    const spoilt = new Map<Input, Refusal | "silent">();
    if (whole) spend(whole.fault);
    if (whole && !writes(whole.answer)) return { whole, spoilt };

    for (const fault of due) {
      const { answer, when } = fault;
      if (!isPartial(answer)) continue;
      const concerned = inputs.filter((input) => !spoilt.has(input) && (when?.(input) ?? true));
      if (concerned.length > 0) spend(fault);
      for (const input of concerned) spoilt.set(input, answer);
    }
    return { ...(whole && { whole }), spoilt };
  };
}

function firstWhole(faults: readonly Fault[], inputs: readonly Input[]) {
  for (const fault of faults) {
    const { answer, when } = fault;
    if (isPartial(answer)) continue;
    const culprits = when ? inputs.filter((input) => when(input)) : inputs;
    if (!when || culprits.length > 0) return { fault, answer, culprits };
  }
  return undefined;
}

function isPartial(answer: FaultAnswer): answer is Refusal | "silent" {
  return answer === "silent" || (typeof answer === "object" && answer.status < 300 && answer.body === undefined);
}

function writes(answer: FaultAnswer): boolean {
  return answer === "reset-after-write" || answer === "cut";
}
