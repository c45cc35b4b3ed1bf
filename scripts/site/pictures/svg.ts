/** The few shapes that the site's pictures are drawn with; their colours are the style sheet's, in light and in the dark. */

/** A rectangle, of a class that has its colour. */
export function box(x: number, y: number, width: number, height: number, kind: string, round = 2): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${round}" class="${kind}"/>`;
}

/** A line from one place to another. */
export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" class="${kind}"/>`;
}

/** A word or two; `anchor` says which end of it is at the place. */
export function words(
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end" = "start",
  kind = "said",
): string {
  return `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" class="${kind}">${escaped(text)}</text>`;
}

/** A line through many places. */
export function path(points: readonly (readonly [x: number, y: number])[], kind: string): string {
  return `<path d="M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}" class="${kind}"/>`;
}

/** A picture with what it shows, for those who don't see it, and what it means, below. */
export function figure(width: number, height: number, shows: string, means: string, shapes: readonly string[]): string {
  // One line: to Markdown a blank one would end it.
  // Words are to be read on a narrow page, too.
  const least = shapes.some((shape) => shape.includes("<text")) ? `style="min-width:${Math.min(width, 560)}px"` : "";
  return `<figure class="picture"><div class="frame" tabindex="0" role="group" aria-label="Picture"><svg viewBox="0 0 ${width} ${height}" ${least} role="img" aria-label="${escaped(shows)}">${shapes.join("")}</svg></div><figcaption>${means}</figcaption></figure>`;
}

/** A colour and what it stands for, within a caption. */
export function key(kind: string, meaning: string): string {
  return `<span class="means"><span class="key ${kind}"></span>${escaped(meaning)}</span>`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
