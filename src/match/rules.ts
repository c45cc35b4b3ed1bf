import type { Operation } from "../contract.js";
import { EchoRule } from "./echo-rule.js";
import { KeyRule } from "./key-rule.js";
import type { KeyedRule } from "./keyed-rule.js";
import { PairsRule } from "./pairs-rule.js";

/** A match rule, ready for answers. */
export type Rule = KeyedRule | EchoRule;

/** The rules of an operation, made ready for answers. */
export function rulesOf({ match, trace }: Operation): readonly Rule[] {
  return match.map((rule) => {
    if ("echo" in rule) return new EchoRule(rule.echo);
    if ("trace" in rule) return new KeyRule({ result: trace ?? "" }, "trace");
    if ("pairs" in rule) return new PairsRule(rule.pairs, rule.reverse === true);
    const others = match.flatMap((other) =>
      "when" in other && other.when !== undefined && other.input === rule.input ? [other.when] : [],
    );
    return new KeyRule(rule, "id", rule.when === undefined ? others : []);
  });
}
