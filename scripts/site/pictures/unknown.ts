/** Draws how a create whose answer was lost is decided by a read. */
import { createClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/sandbox.js";
import { figure, line, path, words } from "./svg.js";

const WIDTH = 700;
const LEFT = 130;
const RIGHT = 570;
const STEP = 58;

/** A contact is created, the answer is lost, and it is looked for by its address. */
export async function drawUnknown(): Promise<string> {
  const sandbox = createSandbox({
    records: { "objects/contacts": [] },
    faults: [{ operation: "objects.create", times: 1, answer: "reset-after-write" }],
  });
  const hubspot = createClient({ accessToken: "any", fetch: sandbox.fetch });
  const report = await hubspot.contacts.create([{ properties: { email: "ada@example.com" } }]);
  const decided = await hubspot.resolveUnknown(report);
  const [before] = report.outcomes;
  const [after] = decided.outcomes;
  const arrows = sandbox.requests.flatMap(({ operation = "", status, written }, at) => {
    const y = 52 + at * 2 * STEP;
    const back = y + STEP;
    const answer =
      status === undefined
        ? [
            line(RIGHT, back, (LEFT + RIGHT) / 2, back, "arrow lost"),
            cross((LEFT + RIGHT) / 2, back),
            words(RIGHT - 10, back - 8, "the answer is lost", "end", "said failing"),
          ]
        : [arrow(RIGHT, back, LEFT), words(RIGHT - 10, back - 8, `${status}, with the record`, "end")];
    return [
      arrow(LEFT, y, RIGHT),
      words(LEFT + 10, y - 8, operation.replace("objects.", "contacts.")),
      ...(written.length > 0 ? [words(RIGHT + 12, y + 24, "written", "start", "said small")] : []),
      ...answer,
      words(
        LEFT - 12,
        back + 4,
        (at === 0 ? before : after)?.status ?? "",
        "end",
        `said strong ${(at === 0 ? before : after)?.status ?? ""}`,
      ),
    ];
  });
  const height = 52 + sandbox.requests.length * 2 * STEP - 10;
  return figure(
    WIDTH,
    height,
    `A sequence: a create is written and its answer is lost, so that the contact is ${before?.status}; a read finds it, and it is ${after?.status}.`,
    "A create is never sent twice. Its contact is <b>unknown</b> until it is read, by a property that is unique: here its address.",
    [
      words(LEFT, 16, "your program", "middle", "said small"),
      words(RIGHT, 16, "HubSpot", "middle", "said small"),
      line(LEFT, 26, LEFT, height, "rule"),
      line(RIGHT, 26, RIGHT, height, "rule"),
      ...arrows,
    ],
  );
}

function arrow(from: number, y: number, to: number): string {
  const back = to > from ? -9 : 9;
  return (
    line(from, y, to, y, "arrow") +
    path(
      [
        [to + back, y - 5],
        [to, y],
        [to + back, y + 5],
      ],
      "arrow",
    )
  );
}

function cross(x: number, y: number): string {
  return line(x - 6, y - 6, x + 6, y + 6, "arrow cross") + line(x - 6, y + 6, x + 6, y - 6, "arrow cross");
}
