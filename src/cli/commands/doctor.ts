import { HttpError } from "../../index.js";
import { number } from "../../outcome/print.js";
import { findOperation, versions } from "../catalogue.js";
import { type Command, isOn, optionText } from "../command.js";
import { duration } from "../duration.js";
import { EXIT } from "../failure.js";
import { connect } from "../runs/connect.js";
import { HOW, readManner } from "../runs/manner.js";
import { give, giveJson, shown, styled, table, widthOf } from "../terminal.js";

/** `doctor`: asks what the token may do, before anything is written with it. */
export const doctor: Command = {
  usage: "<api.operation>",
  about:
    "Asks HubSpot whose the token is, whether it has the scopes that an operation needs, and what is left of the quota and the day. It writes nothing.\nExit code: 0 the operation can be called, as far as it is known · 1 it can't, or nothing is known of the token · 4 no token, or a refused one",
  options: {
    "api-version": { type: "string", choices: versions, text: `version of HubSpot's API (default ${versions[0]})` },
    target: { type: "string", value: "sandbox|<base url>", text: "the fake HubSpot, or another server" },
    ...Object.fromEntries(Object.entries(HOW).filter(([name]) => name === "token-file" || name === "json")),
  },
  examples: ({ plain, keyed }) => [
    [`hubspot-batch doctor ${keyed.method}`, "before the first load"],
    [`hubspot-batch doctor ${plain.method} --token-file token.txt --json`, "for a program"],
  ],
  positionals: [1, 1],
  async run({ values, positionals: [operation = ""] }, terminal) {
    const apiVersion = optionText(values, "api-version") ?? versions[0] ?? "";
    const { scopes: needed } = await findOperation(operation, apiVersion);
    const target = optionText(values, "target") ?? "production";
    const client = await connect({ apiVersion, target }, readManner(values), terminal);
    const check = await client.check(operation);
    const { portalId, accountType, timeZone, scopes, lacking, unjudged, quota, day, error, advice } = check;
    const isRefused = error instanceof HttpError && error.status === 401;
    const code = isRefused
      ? EXIT.unauthorized
      : lacking.length > 0 || portalId === undefined
        ? EXIT.someNotWritten
        : EXIT.done;
    if (isOn(values, "json")) {
      giveJson(terminal, check, 2);
      return code;
    }
    const rows: (readonly [string, string | undefined])[] = [
      [
        "account",
        portalId === undefined
          ? undefined
          : [portalId, accountType, timeZone].filter((one) => one !== undefined).join(", "),
      ],
      [
        "needs",
        needed.length > 0 ? needed.join(", ") : unjudged.length > 0 ? "depends on the type of object" : "no scope",
      ],
      [
        "lacks",
        lacking.flatMap((one) => one.scopes).join(", ") || (scopes === undefined ? undefined : "nothing that is known"),
      ],
      [
        "quota",
        quota === undefined ? undefined : `${number(quota.requests)} requests per ${duration(quota.intervalMs)}`,
      ],
      [
        "day",
        day === undefined
          ? undefined
          : `${number(day.left)} requests left${day.limit === undefined ? "" : ` of ${number(day.limit)}`}`,
      ],
      ["error", error?.message],
      ["advice", advice],
    ];
    const told = rows.flatMap(([name, text]) => (text === undefined ? [] : [[`  ${name}`, shown(text)]]));
    const [style, word] = verdictOf(code, isRefused, lacking.length > 0);
    const head = styled(terminal, terminal.stdout, style, `${operation}: ${word}`);
    give(terminal, head, ...table(told, widthOf(terminal.stdout)));
    return code;
  },
};

/** What it comes to, and how that looks. */
function verdictOf(
  code: number,
  isRefused: boolean,
  isLacking: boolean,
): readonly ["red" | "green" | "yellow", string] {
  if (isRefused) return ["red", "the token is refused"];
  if (code === EXIT.done) return ["green", "can be called"];
  return isLacking ? ["red", "can't be called"] : ["yellow", "it is not known whether it can be called"];
}
