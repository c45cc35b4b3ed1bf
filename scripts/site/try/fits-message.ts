/** Fewest letters in a row that a message has to share with a pattern. */
const FEWEST = 8;

/** Whether a message that somebody saw, or a part of it, may be one that is made as a pattern says, with `…` for what differs. */
export function fitsMessage(pattern: string, seen: string): boolean {
  const said = plain(seen);
  const parts = plain(pattern)
    .split("…")
    .map((part) => part.trim());
  if (plain(pattern).includes(said)) return true;
  const telling = parts.filter((part) => part.replace(/[^a-z]/g, "").length >= FEWEST);
  if (telling.length === 0) return false;
  let at = 0;
  for (const part of parts) {
    const found = said.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`"'“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
