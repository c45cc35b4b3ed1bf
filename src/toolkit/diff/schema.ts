/** What a difference within a schema means: in a request it is up to callers to follow, in an answer to be ready for it. */
import type { Json, JsonObject } from "../codegen/document.js";
import { arrayOf, objectIn } from "../import/select.js";
import { breaking, type Meaning, metadata, partAt, type Side, type Subject, safe } from "./meaning.js";
import { inWords, listOf, partOf, subjectOf } from "./words.js";

/** What it means, once for each field that it is about. */
export function schemaMeanings(subject: Subject): Meaning[] {
  const { finding, rest } = subject;
  const { kind, property, typeName } = finding;
  if (property === "required") return requiredMeanings(subject);
  if (property === "enum") return enumMeanings(subject);
  if (kind !== "modified" && typeName === "SchemaProperties") {
    const fields = objectIn({ all: (finding.base ?? finding.revision)?.value ?? null }, "all");
    return Object.keys(fields).map((name) => fieldMeaning(subject, [...rest, name]));
  }
  if (kind !== "modified" && partOf(rest).field) return [fieldMeaning(subject, rest)];
  return [keywordMeaning(subject)];
}

/** Whether callers write what stands there. */
const isSent = (rest: readonly string[]): boolean => rest[0] !== "responses";

/** A field came or went. */
function fieldMeaning({ finding, revision, key }: Subject, rest: readonly string[]): Meaning {
  const { field: { name = "", of = "" } = {} } = partOf(rest);
  if (finding.kind === "added") {
    const message = `\`${name}\` was added to ${of}`;
    if (!isSent(rest)) return safe("what is read back", message);
    const parent = rest.slice(0, -2);
    if (!requiredAt(revision.published, key, parent).includes(name)) return safe("caller's types", message);
    return breaking("caller's types", `${message}, and is required: ${demand(revision, key, parent, [name])}`);
  }
  const message = `\`${name}\` was removed from ${of}`;
  // To the library a field that is no longer known does no harm; here the types and the check refuse it.
  if (isSent(rest)) return breaking("caller's types", `${message}: callers who send it stop compiling`);
  if (partAt(revision.repaired, key, rest))
    return safe("what is read back", `${message}, but a repair has it all the same`);
  return breaking("what is read back", `${message}: callers who read it stop compiling`);
}

function requiredMeanings({ finding, base, revision, key, rest }: Subject): Meaning[] {
  const { place } = partOf(rest);
  const fieldsOf = ({ published }: Side): object => objectIn(partAt(published, key, rest), "properties");
  const [before, after] = [finding.base, finding.revision].map((side) => arrayOf(side?.value).map(String));
  // Of a field that came or went, that is the news.
  const stayed = (name: string): boolean =>
    Object.hasOwn(fieldsOf(base), name) === Object.hasOwn(fieldsOf(revision), name);
  const gained = without(after ?? [], before ?? []).filter(stayed);
  const lost = without(before ?? [], after ?? []).filter(stayed);
  const became = (names: string[]): string => `${listOf(names)} became required in ${place}`;
  const ceased = (names: string[]): string =>
    `${listOf(names)} ${names.length > 1 ? "are" : "is"} no longer required in ${place}`;

  if (isSent(rest)) {
    const needed = requiredAt(revision.repaired, key, rest);
    const asked = (names: string[]): Meaning =>
      breaking("caller's types", `${became(names)}: ${demand(revision, key, rest, names)}`);
    return [
      ...about(only(gained, needed), asked),
      ...about(without(gained, needed), asked),
      ...about(lost, (names) => safe("caller's types", `${ceased(names)}: callers may leave that out`)),
    ];
  }
  const promised = requiredAt(base.repaired, key, rest);
  return [
    ...about(only(lost, promised), (names) => {
      return breaking("what is read back", `${ceased(names)}: callers who read that have to expect that it is missing`);
    }),
    ...about(without(lost, promised), (names) => {
      return safe("what is read back", `${ceased(names)}, as a repair has had it before`);
    }),
    ...about(gained, (names) => safe("what is read back", became(names))),
  ];
}

/** What newly required fields ask of callers. Repairs may let them be left out, and show what suffices. */
function demand({ published, repaired }: Side, key: string, rest: readonly string[], names: readonly string[]): string {
  const needed = requiredAt(repaired, key, rest);
  if (names.some((name) => needed.includes(name))) return "callers who leave that out stop compiling";
  const { title } = partAt(published, key, rest) ?? {};
  const full = typeof title === "string" ? `full ${title.replace(/s?$/, "s")}` : "all of it";
  const others = needed.length > 0 ? `the \`{ ${needed.join(", ")} }\` form is` : "those who leave it out are";
  return `callers who build ${full} stop compiling; ${others} unaffected`;
}

function enumMeanings({ finding, rest }: Subject): Meaning[] {
  const subject = subjectOf(partOf(rest));
  const audience = isSent(rest) ? "caller's types" : "what is read back";
  const [before, after] = [finding.base?.value, finding.revision?.value];
  if (!Array.isArray(before) || !Array.isArray(after)) {
    const closed = Array.isArray(after);
    const message = closed ? `${subject} takes ${listOf(after)} only` : `${subject} takes more than a few values`;
    // Who sends minds that there are fewer of them, who reads minds that there are more.
    return [(closed === isSent(rest) ? breaking : safe)(audience, message)];
  }
  return [
    ...about(without(before, after), (values) => {
      if (!isSent(rest)) return safe(audience, `${subject} lost ${listOf(values)}`);
      return breaking(audience, `${subject} lost ${listOf(values)}: callers who send that stop compiling`);
    }),
    // HubSpot documents that a new value in an answer breaks nothing; no answer is refused for one here.
    ...about(without(after, before), (values) => safe(audience, `${subject} gained ${listOf(values)}`)),
  ];
}

/** What types are made of; all else is only held against what is sent, before it is sent. */
const TYPING = new Set(["additionalProperties", "allOf", "anyOf", "items", "nullable", "oneOf", "type"]);

/** Says nothing of which values are taken. */
const SILENT = new Set(["default", "deprecated"]);

function keywordMeaning({ finding, base, revision, key, rest }: Subject): Meaning {
  const part = partOf(rest);
  const subject = subjectOf(part);
  const keyword = finding.property ?? part.keyword;
  const typing = TYPING.has(keyword);
  const audience = !isSent(rest)
    ? "what is read back"
    : typing || keyword === "title"
      ? "caller's types"
      : "what is sent";
  const rating = finding.verdicts.length > 0 ? breaking : safe;
  if (keyword === "nullable") {
    if (finding.revision?.value !== true) return rating(audience, `${subject} can no longer be null`);
    if (isSent(rest)) return rating(audience, `${subject} can be null`);
    const known = partAt(base.repaired, key, rest)?.["nullable"] === true;
    if (known) return safe(audience, `${subject} can be null, as a repair has had it before`);
    return rating(audience, `${subject} can be null: callers who read it have to expect that`);
  }
  if (typing) {
    const [was, is] = [partAt(base.published, key, rest), partAt(revision.published, key, rest)];
    const taken = isSent(rest) ? widened(was, is) : widened(is, was);
    const news =
      inWords(was) === inWords(is)
        ? `${keyword} of ${subject} changed`
        : `${subject} is ${inWords(is)}, no longer ${inWords(was)}`;
    return (taken === undefined ? rating : taken ? safe : breaking)(audience, news);
  }
  const [before, after] = [finding.base?.value, finding.revision?.value];
  if (keyword === "title")
    return metadata(audience, `${subject} is described by ${textOf(after)}, no longer by ${textOf(before)}`);
  // Who sets it has it refused, or passed over, which is worse.
  if (keyword === "readOnly" && isSent(rest) && after === true)
    return breaking(audience, `${subject} is only read now: callers can't set it any more`);
  const message = `${keyword} of ${subject} is ${textOf(after)}, before ${textOf(before)}`;
  // Answers are held against nothing, and an integer is as wide as any other in JSON and in the types.
  const widths = keyword === "format" && [before, after].every((format) => /^int(?:32|64)$/.test(String(format)));
  return (widths || SILENT.has(keyword) || !isSent(rest) ? metadata : rating)(audience, message);
}

/** Whether a schema became one of several that are taken; nothing where neither is several. */
function widened(from: JsonObject | undefined, to: JsonObject | undefined): boolean | undefined {
  const membersOf = (schema: JsonObject | undefined): Json[] => [schema?.["anyOf"], schema?.["oneOf"]].flatMap(arrayOf);
  const several = membersOf(to);
  if (several.length + membersOf(from).length + arrayOf(from?.["allOf"]).length + arrayOf(to?.["allOf"]).length === 0)
    return undefined;
  const members = membersOf(from).length > 0 ? membersOf(from) : [from ?? {}];
  const texts = several.map((member) => JSON.stringify(member));
  return members.every((member) => texts.includes(JSON.stringify(member)));
}

const textOf = (value: Json | undefined): string =>
  typeof value === "string" ? value : value === undefined ? "none" : JSON.stringify(value);

/** One meaning of several values, if there are any. */
const about = <T>(values: T[], meaning: (values: T[]) => Meaning): Meaning[] =>
  values.length > 0 ? [meaning(values)] : [];

const only = <T>(values: readonly T[], others: readonly T[]): T[] => values.filter((value) => others.includes(value));
const without = <T>(values: readonly T[], others: readonly T[]): T[] =>
  values.filter((value) => !others.includes(value));

function requiredAt(normal: Side["published"], key: string, rest: readonly string[]): string[] {
  return arrayOf(partAt(normal, key, rest)?.["required"]).map(String);
}
