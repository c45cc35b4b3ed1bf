/** What a difference means that is not within a schema: of an operation, its security, its parameters, its answers. */
import { isObject, type Json } from "../codegen/document.js";
import { arrayOf, objectIn } from "../import/select.js";
import { breaking, type Meaning, metadata, partAt, type Subject, safe } from "./meaning.js";
import { at, type Normal } from "./normal.js";
import { listOf } from "./words.js";

/** What it means, if anything. */
export function endpointMeanings(subject: Subject): Meaning[] {
  const { finding, rest } = subject;
  switch (rest[0]) {
    case undefined:
      if (finding.kind === "added") return [safe("caller's types", "it was added")];
      if (finding.kind === "removed") return [breaking("caller's types", "it was removed: its callers stop compiling")];
      if (finding.property !== "deprecated") return [];
      return [
        metadata("caller's types", `it is ${finding.revision?.value === true ? "deprecated" : "no longer deprecated"}`),
      ];
    case "servers": {
      const server = arrayOf(partAt(subject.revision.published, subject.key, [])?.["servers"])[0];
      return [breaking("what is sent", `it is sent to the server ${String(at(server, "url"))}`)];
    }
    case "security":
      return [securityMeaning(subject)];
    case "parameters":
      return [parameterMeaning(subject)];
    default:
      return answerMeanings(subject);
  }
}

/**
 * The library compares alternatives one by one; what a token needs is one of them. A token that did and does no longer is
 * a loss, whatever else would do now.
 */
function securityMeaning({ base, revision, key }: Subject): Meaning {
  const [before, after] = [base, revision].map(({ published }) =>
    arrayOf(partAt(published, key, [])?.["security"]).map((alternative) => arrayOf(at(alternative, "token"))),
  ) as [Json[][], Json[][]]; // Two sides give two lists.
  const does = (token: Json[], needs: Json[][]): boolean =>
    needs.length === 0 || needs.some((scopes) => scopes.every((scope) => token.includes(scope)));
  const gone = before.length === 0 ? (after.length === 0 ? [] : [[]]) : before.filter((token) => !does(token, after));
  const came = after.filter((token) => !does(token, before));
  if (gone.length > 0) {
    const needs = after.length === 0 ? "" : `: it needs ${alternativesOf(after)}`;
    return breaking("what is sent", `a token with ${alternativesOf(gone)} no longer does${needs}`);
  }
  const message = after.length === 0 ? "any token does" : `a token with ${alternativesOf(came)} does too`;
  return came.length > 0 || after.length === 0
    ? safe("what is sent", message)
    : metadata("what is sent", `a token needs ${alternativesOf(after)}, as before`);
}

/** Sets of scopes, any of which will do; of many, the first. */
function alternativesOf(alternatives: readonly (readonly Json[])[]): string {
  const shown = alternatives.slice(0, 3).map((scopes) => listOf(scopes) || "no scope");
  if (alternatives.length > shown.length) shown.push(`one of ${alternatives.length - shown.length} others`);
  return shown.join(" or ");
}

function parameterMeaning({ finding, base, revision, key, rest }: Subject): Meaning {
  const { kind, property, verdicts } = finding;
  const side = kind === "removed" ? base : revision;
  const parameter = partAt(side.published, key, rest);
  const name = `the ${String(parameter?.["in"])} parameter \`${String(parameter?.["name"])}\``;
  if (kind === "removed") return breaking("caller's types", `${name} was removed: callers who send it stop compiling`);
  const required = parameter?.["required"] === true;
  if (kind === "added" && required) return breaking("caller's types", `${name} was added, and is required`);
  if (kind === "added") return safe("caller's types", `${name} was added`);
  if (property === "required" && required) return breaking("caller's types", `${name} became required`);
  if (property === "required") return safe("caller's types", `${name} is no longer required`);
  // A path's parameter may have any name, says the library; callers give its value by name.
  if (property === "name") return breaking("caller's types", `${name} was called \`${String(finding.base?.value)}\``);
  return (verdicts.length > 0 ? breaking : metadata)("what is sent", `${String(property)} of ${name} changed`);
}

/**
 * An answer is read by what is in it, whatever its status: one that is no longer declared is a loss only where it had
 * fields that no other has. HubSpot has withdrawn 207 and restored it several times, its errors moving into 200 and back.
 */
function answerMeanings({ finding, base, revision, key, rest }: Subject): Meaning[] {
  const { kind, property } = finding;
  const [, status = ""] = rest;
  const success = status.startsWith("2");
  const answer = success ? `the answer ${status}` : status === "default" ? "a refusal" : `the refusal ${status}`;
  if (property === "description") {
    const [before, after] = [finding.base, finding.revision].map((side) => String(side?.value));
    return [metadata("what is read back", `success has the status ${after}, no longer ${before}`)];
  }
  if (kind === "added") return [safe("what is read back", `${answer} is described`)];
  if (kind === "modified") return [];
  if (!success)
    return [breaking("what is read back", `${answer} is no longer described: callers who read it stop compiling`)];

  const lost = fieldsOf(base.published, key, (one) => one === status);
  const kept = fieldsOf(revision.repaired, key, (one) => one.startsWith("2"));
  const missed = lost.filter((field) => !kept.includes(field));
  const message = `${answer} is no longer described`;
  if (missed.length === 0) return [safe("what is read back", `${message}; the others have all of its fields`)];
  return [breaking("what is read back", `${message}, and no other has ${listOf(missed)}`)];
}

function fieldsOf(normal: Normal, key: string, isWanted: (status: string) => boolean): string[] {
  const responses = partAt(normal, key, ["responses"]) ?? {};
  const bodyOf = (response: Json | undefined): Json | undefined =>
    at(response, "content", "application/json", "schema");
  return Object.keys(responses)
    .filter((status) => isWanted(status) && isObject(bodyOf(responses[status])))
    .flatMap((status) => Object.keys(objectIn(bodyOf(responses[status]), "properties")));
}
