import type { Operation } from "../contract.js";

/**
 * The operation as one call sees it: where the body names for all inputs what a rule asks each input for, the rule has
 * its answer; where it may and does not, the rule speaks of none.
 */
export function withBodyFields(operation: Operation, body: Readonly<Record<string, unknown>> | undefined): Operation {
  const { body: fields = {}, match } = operation;
  const asked = match.flatMap((rule) => {
    if (!("when" in rule) || rule.when === undefined || !Object.hasOwn(fields, rule.when)) return [];
    const key = body?.[rule.when];
    return [{ rule, now: key == null ? undefined : rule.result.replace(`[${rule.when}]`, `.${String(key)}`) }];
  });
  if (asked.length === 0) return operation;
  const answered = asked.flatMap(({ rule, now }) => (now === undefined ? [] : { result: now, input: rule.input }));
  const others = match.filter((rule) => {
    if (asked.some((one) => one.rule === rule)) return false;
    // What names a key of its own is found by that alone: as HubSpot's own id, it may well be another record's.
    return !("result" in rule && answered.some(({ input }) => input === rule.input));
  });
  return { ...operation, match: [...answered, ...others] };
}
