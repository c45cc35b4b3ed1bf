/** Says in words what a contract's `x-batch` says of how HubSpot answers an operation. */
import type { BatchOperation } from "../../../src/toolkit/codegen/batch.js";
import { code } from "./markdown.js";

type Batch = BatchOperation["batch"];

/** What is particular of an operation's answers, a sentence each. */
export function quirksOf({ batch, bare, result, verb }: BatchOperation): string[] {
  const { match, errors, empty, undeclared, namesMissing, answer, text, links, trace } = batch;
  return [
    ...(bare ? [`The body of a ${verb.toUpperCase()} is the list of inputs itself.`] : []),
    ...(text === undefined ? [] : [`On the wire an input is a text; here it is a row with the field ${code(text)}.`]),
    ...(result === undefined ? ["Success has no content: an input that no error names was written."] : []),
    ...match.map(matchSentence),
    ...(trace === undefined
      ? []
      : [
          `Each input is sent with a trace id of its own in ${code(trace)}, which errors, and where HubSpot repeats it results, are told by.`,
        ]),
    ...namedSentence(errors),
    ...(namesMissing === true ? ["An input that HubSpot has nothing for is an error of a 207."] : []),
    ...(answer === undefined
      ? []
      : [`It answers with lists of texts: those that were not there are in ${code(answer.missing)}.`]),
    ...(empty === undefined
      ? []
      : [`An error whose category ends in ${list(empty)} says only that there is nothing, and is no failure.`]),
    ...(undeclared.length === 0 ? [] : [`Results have ${list(undeclared)}, though no description says so.`]),
    ...linksSentence(links),
  ];
}

function matchSentence(rule: Batch["match"][number]): string {
  if ("trace" in rule) return "A result that repeats its input's trace id is that input's.";
  if ("echo" in rule)
    return `A result has no id of the input: it is told by the fields that come back as they were sent (${list(rule.echo)}), and inputs that look alike are sent apart.`;
  const fields = (paths: string | readonly string[]) => list([paths].flat());
  const where = "when" in rule && rule.when !== undefined ? `, of inputs with ${code(rule.when)}` : "";
  const reverse =
    "reverse" in rule && rule.reverse === true ? ", either way round, for HubSpot may answer both directions" : "";
  return `A result's ${fields(rule.result)} ${[rule.result].flat().length > 1 ? "are" : "is"} its input's ${fields(rule.input)}${where}${reverse}.`;
}

function namedSentence(errors: Batch["errors"]): string[] {
  const keys = Object.entries(errors);
  if (keys.length === 0)
    return ["Its errors name no input: which one is meant is concluded, or found by asking again."];
  return [
    `An error names its input by ${keys.map(([key, field]) => `${code(key)} (the input's ${code(field)})`).join(", ")} in its context, where it has one.`,
  ];
}

function linksSentence(links: Batch["links"]): string[] {
  if (links === undefined) return [];
  const does = { add: "adds", remove: "removes", unlabel: "takes labels from", list: "lists" }[links.does];
  return [`It ${does} links between records, which are read back as what a record lists.`];
}

const list = (fields: readonly string[]): string => fields.map(code).join(", ");
