/** Sets of indexes as short texts: `0-99,101`. */

/** Writes indexes, in whatever order they come. */
export function writeRanges(indexes: readonly number[]): string {
  const sorted = [...indexes].sort((one, other) => one - other);
  const parts: string[] = [];
  let from = sorted[0];
  let to = from;
  const close = () => {
    if (from !== undefined) parts.push(from === to ? String(from) : `${from}-${to}`);
  };
  for (const index of sorted.slice(1)) {
    if (index === (to ?? 0) + 1) to = index;
    else {
      close();
      from = to = index;
    }
  }
  close();
  return parts.join(",");
}

/** Reads them. */
export function* readRanges(text: string): Generator<number, void, void> {
  if (text === "") return;
  for (const part of text.split(",")) {
    const [from = "", to = from] = part.split("-");
    for (let index = Number(from); index <= Number(to); index++) yield index;
  }
}
