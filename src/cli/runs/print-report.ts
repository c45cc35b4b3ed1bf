/** A run's report for people. */
import { number, plural, wrapped } from "../../outcome/print.js";
import { duration } from "../duration.js";
import { type Style, shown, styled, type Terminal, table, widthOf } from "../terminal.js";
import { INVALID } from "./detail.js";
import { type RunReason, type RunReport, tookMs } from "./report.js";

/** Reasons that are shown; the report has all. */
const SHOWN = 10;

/** What each status is, and how it is shown. */
const STATUSES = [
  ["succeeded", "green", "written"],
  ["failed", "red", "refused"],
  ["unknown", "yellow", "may be written or not"],
  ["unsent", "yellow", "not processed"],
] as const satisfies readonly (readonly [keyof RunReport["counts"], Style, string])[];

/** The report's lines; `folder` is where its files are, as people would type it. */
export function printReport(report: RunReport, folder: string, terminal: Terminal): string[] {
  const { counts, errors, halted, next, gone } = report;
  const style = (name: Style, text: string) => styled(terminal, terminal.stdout, name, text);
  const width = widthOf(terminal.stdout);
  const { length: passes } = report.passes;
  const took = `${duration(tookMs(report))}${passes > 1 ? `, in ${passes} passes` : ""}`;
  const rows = STATUSES.map(([status, , meaning]) => [
    `  ${status}`,
    number(counts[status]).padStart(number(counts.total).length),
    counts[status] > 0 ? `${meaning}: ${status}.csv` : "",
  ]);
  return [
    style("bold", `${report.operation}: ${plural(counts.total, "row")} of ${shown(report.file.name)} in ${took}`),
    ...table(rows).map((line, at) => {
      const [status = "succeeded", name = "dim"] = STATUSES[at] ?? [];
      return counts[status] === 0 ? style("dim", line) : style(name, line);
    }),
    ...(counts.unchanged > 0
      ? [`  ${number(counts.unchanged)} of those that succeeded are unchanged, and were not sent`]
      : []),
    ...(counts.refusedBefore > 0
      ? [`  ${number(counts.refusedBefore)} of those that failed were refused before, are unchanged, and were not sent`]
      : []),
    ...(gone !== undefined && gone > 0
      ? [
          `  ${plural(gone, "record")} of earlier runs ${gone === 1 ? "is" : "are"} in the file no more; nothing was deleted`,
        ]
      : []),
    ...(halted
      ? [
          "",
          ...wrapped(`Halted: ${halted.reason}${halted.message ? `: ${shown(halted.message)}` : ""}`, "", width).map(
            (line) => style("red", line),
          ),
        ]
      : []),
    ...(errors.length > 0 ? ["", ...errors.slice(0, SHOWN).flatMap((reason) => reasonLines(reason, width))] : []),
    ...(errors.length > SHOWN ? [`  and ${plural(errors.length - SHOWN, "more reason")}: report.json has them`] : []),
    "",
    `Files: ${shown(folder)}`,
    ...(next === undefined ? [] : [`Go on: ${next}`]),
  ];
}

/** A reason and where it is found; long ones are broken to a width. */
export function reasonLines({ count: rows, code, message, lines, resend }: RunReason, width: number): string[] {
  const named = lines.slice(0, 5).join(", ");
  const more = rows > 5 ? ", …" : "";
  const where = `${lines.length === 1 ? "line" : "lines"} ${named}${more}`;
  const advice = { safe: "may be sent again", "read-first": "look before it is sent again", pointless: "" }[resend];
  const told =
    code === undefined || code === INVALID || message.includes(code)
      ? shown(message)
      : `${shown(message)} (${shown(code)})`;
  return [...wrapped(`  ${number(rows)} × ${told}`, "    ", width), `    ${where}${advice ? `; ${advice}` : ""}`];
}
