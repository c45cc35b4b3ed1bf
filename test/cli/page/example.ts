import type { PageRow } from "../../../src/cli/page/page-rows.js";
import type { PageFacts } from "../../../src/cli/page/report-page.js";

/** Texts that would do harm where they are not taken as texts. */
export const HOSTILE = [
  `<img src="https://evil.example/x.png" onerror="document.title='stolen'">`,
  `</script><script>document.title='stolen'</script>`,
  `"><svg onload="document.title='stolen'">`,
  `&lt;b&gt; \${document.title} {{7*7}} \u202Etxt.exe`,
  `=HYPERLINK("https://evil.example")`,
];

/** A run of which much is to be told. */
export const facts: PageFacts = {
  run: "20261126-204500-contacts-upsert",
  operation: "contacts.upsert",
  apiVersion: "2026-03",
  file: `contacts ${HOSTILE[1]}.csv`,
  target: "portal 139872311",
  startedAt: "2026-11-26T20:45:01.123Z",
  tookMs: 192_000,
  counts: { succeeded: 98_765, unchanged: 4_321, failed: 400, "refused-before": 3, unknown: 40, unsent: 60 },
  requests: { sent: 1_391, retried: 14, rateLimited: 6 },
  halted: `Halted: ${HOSTILE[0]}`,
  command: "hubspot-batch resume 20261126-204500-contacts-upsert",
  columns: ["email", HOSTILE[2] ?? "", "note"],
  courses: ["pass 1 (load)", "pass 2 (resume)"].map((name) => ({
    name,
    course: {
      startedMs: 0,
      spanMs: 2_000,
      batchSize: 100,
      quota: { requests: 190, intervalMs: 10_000 },
      spans: Array.from({ length: 96 }, (_, at) => ({
        ...{ succeeded: 1_000 + at, failed: at % 3, unknown: at === 52 ? 40 : 0, unsent: at > 94 ? 30 : 0 },
        ...{
          requests: 14,
          rateLimited: at === 31 ? 6 : 0,
          faults: at === 52 ? 4 : 0,
          waitedMs: at % 10 === 9 ? 1_800 : 0,
        },
      })),
    },
  })),
};

/** Rows that were not written, for several reasons. */
export function rowsOf(count: number): PageRow[] {
  return Array.from({ length: count }, (_, at) => {
    const status = at % 10 === 9 ? "unknown" : at % 10 === 8 ? "unsent" : "failed";
    return {
      ...{ line: 2 + at * 3, status, code: status === "failed" ? "INVALID_EMAIL" : "TimeoutError", property: "email" },
      message: `person${at}@: ${HOSTILE[at % HOSTILE.length]}`,
      resend: status === "failed" ? "pointless" : "safe",
      cells: [`person${at}@`, HOSTILE[at % HOSTILE.length] ?? "", `Zürich, "${at}"`],
    };
  });
}
