import type { MatchedBy } from "../outcome/outcome.js";
import type { Ties } from "./keyed-rule.js";
import { type Look, lookOf, overlap } from "./look.js";
import { LookAlikes } from "./look-alikes.js";
import type { Sent } from "./sent.js";

/** An input's result repeats fields that together tell it from others. */
export class EchoRule {
  readonly matchedBy: MatchedBy = "echo";
  readonly #fields: readonly string[];

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  /** What a result shows. */
  lookOf(result: object): Look {
    return lookOf(result, this.#fields);
  }

  /**
   * Ties results to inputs by the fields alone, then what is left by names too: HubSpot normalises properties, so that one
   * which differs does not tell whose an answer is not, where the fields do.
   */
  tie<E extends Sent>(entries: readonly E[], results: readonly object[]): Ties<E> {
    const answers = results.map((result, at) => ({ at, look: this.lookOf(result) }));
    const ties = new Array<E | undefined>(results.length).fill(undefined);
    tieAlone(entries, answers, ties, false);
    const open = answers.filter(({ at }) => ties[at] === undefined);
    if (!open.some(({ look }) => look.hasNamed)) return ties;
    const tied = new Set(ties);
    const free = entries.filter((entry) => !tied.has(entry));
    if (free.some(({ look }) => look.hasNamed)) tieAlone(free, open, ties, true);
    return ties;
  }
}

/**
 * Of what looks alike, nothing is tied: a field that HubSpot altered could mean either. So an answer is an input's where
 * it looks like no other input, no other answer looks like that, and no other input does.
 */
function tieAlone<E extends Sent>(
  entries: readonly E[],
  answers: readonly { readonly at: number; readonly look: Look }[],
  ties: (E | undefined)[],
  named: boolean,
): void {
  const [answer] = answers;
  if (entries.length === 0 || answer === undefined) return;
  const byLook = new LookAlikes(entries, { named });
  const found = answers.map(({ look }) => byLook.find(look));
  // Mostly no two inputs look alike, and each answer finds another one: then no input looks like two answers.
  const isClear =
    new Set(found).size === found.length &&
    found.every((one) => one !== undefined && one !== "several") &&
    byLook.areDistinctTo(answer.look);
  const answersByLook = isClear ? undefined : new LookAlikes(answers, { named });
  answers.forEach((one, place) => {
    const entry = found[place];
    if (entry === undefined || entry === "several" || !overlap(one.look, entry.look, named)) return;
    const isAlone =
      answersByLook === undefined || (answersByLook.find(entry.look) === one && byLook.find(entry.look) === entry);
    if (isAlone) ties[one.at] = entry;
  });
}
