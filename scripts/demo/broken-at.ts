const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iy;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)(?![\w.])/y;
const BLANK = /[ \t\r\n]*/y;

/** The offset at which a text stops being JSON, or -1. `JSON.parse` says it of some mistakes only. */
export function brokenAt(text: string): number {
  let at = 0;
  const take = (token: RegExp) => {
    token.lastIndex = at;
    if (!token.test(text)) return false;
    BLANK.lastIndex = token.lastIndex;
    BLANK.test(text);
    at = BLANK.lastIndex;
    return true;
  };
  const list = (item: () => boolean, end: RegExp) => {
    if (take(end)) return true;
    do if (!item()) return false;
    while (take(/,/y));
    return take(end);
  };
  const member = () => take(STRING) && take(/:/y) && value();
  const value = (): boolean => {
    if (take(/\[/y)) return list(value, /\]/y);
    if (take(/\{/y)) return list(member, /\}/y);
    return take(STRING) || take(SCALAR);
  };
  take(/(?:)/y);
  return value() && at === text.length ? -1 : at;
}
