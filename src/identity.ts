/**
 * Two questions about inputs: are they the same record, and could HubSpot's answers to them be told apart?
 * Both fold texts the same way. Folding too much only keeps two inputs apart that could have shared a batch; folding too
 * little would mix up two records. So it is generous: case, outer blanks and Unicode form do not tell inputs apart.
 */

/** A text as compared: HubSpot trims what it stores, and may normalise case and form. */
export function fold(text: string): string {
  // Most texts are ASCII: no capital and no blank, as in an id; or no outer blank, and none beside another.
  if (/^[!-@[-`{-~]*$/.test(text)) return text;
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Two inputs with one identity are the same record; `undefined` where the operation has none, or the fields are missing. */
export function identityOf(input: object, fields: readonly string[]): string | undefined {
  let found = false;
  let key: string | undefined;
  for (const field of fields) {
    const value = fieldOf(input, field);
    if (value != null) found = true;
    const text = value == null ? "" : fold(textOf(value));
    // The length tells where one text ends and the next begins.
    key = key === undefined ? text : `${key.length}:${key}${text}`;
  }
  return found ? key : undefined;
}

/** Whether an echo can't tell these inputs apart: no field that both have differs. */
export function lookAlike(one: object, other: object, fields: readonly string[]): boolean {
  return fields.every((field) => agrees(fieldOf(one, field), fieldOf(other, field)) !== false);
}

/** Whether two values of a field agree; `undefined` where one of them is absent, and so says nothing. Null is absent. */
export function agrees(one: unknown, other: unknown): boolean | undefined {
  if (one == null || other == null) return undefined;
  if (one === other) return true;
  const [left, right] = [textOf(one), textOf(other)];
  const instant = instantOf(left);
  if (instant !== undefined && instant === instantOf(right)) return true;
  return fold(left) === fold(right);
}

/** A value as text: an object as it is sent, for a date is no `Thu Jan 01 …` there. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const json: unknown = JSON.stringify(value);
  const sent: unknown = typeof json === "string" ? JSON.parse(json) : json;
  return typeof sent === "object" ? String(json) : String(sent);
}

/** The value of a field, `from.id` being the `id` of its `from`; own fields only, so that a record without `constructor` has none. */
export function fieldOf(object: object, field: string): unknown {
  if (Object.hasOwn(object, field)) return (object as Record<string, unknown>)[field];
  const dot = field.indexOf(".");
  const outer = dot < 0 ? undefined : fieldOf(object, field.slice(0, dot));
  return typeof outer === "object" && outer !== null ? fieldOf(outer, field.slice(dot + 1)) : undefined;
}

/** Whether an object's JSON is what its fields show: it is of no class, and has no `toJSON` of its own. */
export function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in object);
}

/** Years first, so that names with numbers in them are no dates. Source: RFC 3339, section 5.6. */
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;

/** The instant that a date-time names, in ms; HubSpot answers another offset and precision than it was sent. */
function instantOf(text: string): number | undefined {
  if (!DATE_TIME.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
