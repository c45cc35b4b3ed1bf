/** Finds the messages that the package's own code makes, so that people find theirs by what they see. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { code, table } from "./markdown.js";

/** A message as it is made: `…` stands for what differs. */
interface Message {
  readonly text: string;
  /** The class of the error that it is of. */
  readonly error: string;
}

/** Fewest letters of a message that tell anything. */
const FEWEST = 12;

/** The rooms whose messages callers meet: the library's, and the command's. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  library: ["run", "intake", "options", "match", "wire", "pace", "outcome", "redis", "bullmq", "otel", "sandbox"],
  command: ["cli"],
};

/** The messages of the library, or of the command, as a table. */
export function messageTable(root: string, of: string): string {
  const messages = messagesIn(root, ROOMS[of] ?? []).filter(
    ({ error }) => error !== "SyntaxError" && error !== "Error",
  );
  const rows = messages.map(({ text, error }) => [code(text), code(error)]);
  return `<div class="messages">\n\n${table(["message", "error"], rows)}\n</div>\n`;
}

/** All messages of the files below `src/`, each once, in the order of their texts. */
function messagesIn(root: string, rooms: readonly string[]): Message[] {
  const found = new Map<string, Message>();
  for (const room of rooms)
    for (const file of readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const source = ts.createSourceFile(
        file,
        readFileSync(join(root, "src", room, file), "utf8"),
        ts.ScriptTarget.ES2022,
        true,
      );
      for (const { text, error } of messagesOf(source)) {
        const clean = text.replace(/\s+/g, " ").trim();
        if (clean.replace(/[^A-Za-z]/g, "").length >= FEWEST) found.set(clean, { text: clean, error });
      }
    }
  return [...found.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
}

function messagesOf(source: ts.SourceFile): { text: string; error: string }[] {
  const constants = new Map<string, string>();
  const messages: { text: string; error: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const [only, ...others] = textsOf(node.initializer, constants);
      if (only !== undefined && others.length === 0) constants.set(node.name.text, only);
    }
    const made = madeBy(node);
    if (made !== undefined)
      for (const text of textsOf(made.message, constants))
        messages.push({ text: made.around(text), error: made.error });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

/** An error that a node makes, by its class or by `expected`. */
function madeBy(
  node: ts.Node,
): { error: string; message: ts.Expression; around: (text: string) => string } | undefined {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  if (!ts.isIdentifier(callee)) return undefined;
  const [first, second] = node.arguments ?? [];
  if (ts.isNewExpression(node) && /Error$/.test(callee.text) && first !== undefined)
    return { error: callee.text, message: first, around: (text) => text };
  if (callee.text === "expected" && first !== undefined && second !== undefined)
    return {
      error: "TypeError",
      message: second,
      around: (text) => `Expected \`${ts.isStringLiteralLike(first) ? first.text : "…"}\` to be ${text}, got …`,
    };
  return undefined;
}

/** The texts that an expression may be, with `…` for what is not written there. */
function textsOf(node: ts.Expression, constants: ReadonlyMap<string, string>): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, constants);
  if (ts.isConditionalExpression(node))
    return [...textsOf(node.whenTrue, constants), ...textsOf(node.whenFalse, constants)];
  if (ts.isIdentifier(node)) return constants.has(node.text) ? [constants.get(node.text) ?? ""] : [];
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ expression, literal }) => {
      const known = ts.isIdentifier(expression) ? constants.get(expression.text) : undefined;
      return `${known ?? "…"}${literal.text}`;
    });
    return [`${node.head.text}${parts.join("")}`];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left = "…"] = textsOf(node.left, constants);
    const [right = "…"] = textsOf(node.right, constants);
    return [`${left}${right}`];
  }
  return [];
}
