/** Words with the property that they are about first, unless they begin with it. */
export function lead(property: string, words: string): string {
  if (words === "" || property === "") return property || words;
  return words.startsWith(`${property} `) ? words : `${property}: ${words}`;
}
