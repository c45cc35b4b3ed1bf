/** How names and values are written in TypeScript. */

/** A value as source text, one element a line where one line would be too long. */
export function literalOf(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    const elements = value.map((element) => literalOf(element, `${indent}  `));
    return fold("[", elements, "]", indent);
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${quotedKey(key)}: ${literalOf(member, `${indent}  `)}`);
  return members.length === 0 ? "{}" : fold("{ ", members, " }", indent);
}

function fold(open: string, members: readonly string[], close: string, indent: string): string {
  const line = `${open}${members.join(", ")}${close}`;
  if (indent.length + line.length <= 100 && !line.includes("\n")) return line;
  return `${open.trim()}\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}${close.trim()}`;
}

/** A key, quoted where it has to be. */
export function quotedKey(name: string): string {
  // However it is quoted, a value would have it for its prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** A small letter first: a word of the language, or a name of zod's. */
const WORD = /^[a-z][A-Za-z0-9]*$/;

/** The constants of schemas, by the schemas' names. */
export function constantsOf(schemas: Iterable<string>): ReadonlyMap<string, string> {
  return distinct([...schemas].sort().map((name) => [name, name.replace(/\W/g, "_").replace(/^(?=\d)/, "_")]));
}

/** A name for each key: the one that is wanted, with as many underscores after it as it takes to be free. */
export function distinct(
  wanted: Iterable<readonly [key: string, name: string]>,
  taken: readonly string[] = [],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set(taken);
  for (const [key, name] of wanted) {
    let free = name;
    while (used.has(free) || WORD.test(free)) free += "_";
    used.add(free);
    names.set(key, free);
  }
  return names;
}

/** Words in any case as one PascalCase name. */
export function pascalOf(words: string): string {
  return words.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** The constant of a method's sample: no two methods of one contract have the same. */
export function sampleName(method: string): string {
  return method.replace(".", "_");
}

/** Words in any case as one camelCase name. */
export function camelOf(words: string): string {
  const pascal = pascalOf(words);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** One of several, by what they are called: `companies` is `company`. */
export function singularOf(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x)es$/.test(word)) return word.slice(0, -2);
  return /[^suai]s$/.test(word) ? word.slice(0, -1) : word;
}
