/** Columns of a line. */
const WIDTH = 100;

/** Breaks a text between words, at 100 columns unless others are said; what follows the first line is indented. */
export function wrapped(text: string, indent: string, width = WIDTH): string[] {
  const lines: string[] = [];
  let line = text;
  while (line.length > width) {
    const space = line.lastIndexOf(" ", width);
    if (space <= indent.length) break;
    lines.push(line.slice(0, space));
    line = `${indent}${line.slice(space + 1)}`;
  }
  return [...lines, line];
}

/** `1,234` */
export function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** `1 input`, `2 inputs` */
export function plural(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A time in the unit that suits it. */
export function duration(ms: number): string {
  // Where the clock was set back in between.
  if (!(ms > 0)) return "0.0 s";
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
