/** What is used of a token of markdown-it. */
interface Token {
  readonly type: string;
  readonly content: string;
  tag: string;
  attrSet(name: string, value: string): void;
}

/**
 * Gives the cells of a table the name of their column, which stands before them where there is no room for columns.
 * A header without a word heads nothing: the corner of a table is a cell.
 */
export function nameCells(tokens: readonly Token[]): void {
  let names: string[] = [];
  let column = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "thead_open") names = [];
    if (token.type === "tr_open") column = 0;
    const content = tokens[index + 1]?.content ?? "";
    const close = tokens[index + 2];
    if (token.type === "th_open") {
      names.push(content.replaceAll("`", ""));
      if (content === "" && close !== undefined) token.tag = close.tag = "td";
    }
    if (token.type === "td_open") {
      const name = names[column++];
      // The first says itself what it is, and what is empty needs no name.
      if (column > 1 && name !== undefined && name !== "" && content !== "") token.attrSet("data-column", name);
    }
  }
}
