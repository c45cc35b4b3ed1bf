/**
 * Breaks the engine by hand, one line at a time, in a copy, and shows which tests notice. `tsx scripts/mutants.ts [name…]`
 * A mutant that survives is a line that no test holds to its word.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Mutant {
  readonly file: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const mutants: readonly Mutant[] = [
  {
    file: "lines",
    what: "two inputs of one record share a batch",
    from: "if (this.#busy.add(identity).size > before) return true;",
    to: "return true;",
  },
  {
    file: "lines",
    what: "a record's last input overtakes those before it",
    from: "line?.shift();",
    to: "line?.pop();",
  },
  {
    file: "lines",
    what: "a settled record stays busy",
    from: "if (next === undefined) this.#busy.delete(identity);\n    else this",
    to: "if (next !== undefined) this",
  },
  {
    file: "plan",
    what: "those that wait behind others are forgotten when the run ends",
    from: "[...this.#pending, ...this.#lines.drain()]",
    to: "[...this.#pending]",
  },
  {
    file: "plan",
    what: "those that wait behind others don't count as read",
    from: "return this.#pending.length + this.#lines.size;",
    to: "return this.#pending.length;",
  },
  {
    file: "plan",
    what: "look-alikes are not spread",
    from: "(unlike.admit(entry) ? chosen : spared)",
    to: "(unlike.admit(entry) || true ? chosen : spared)",
  },
  {
    file: "plan",
    what: "those that are spared are lost",
    from: "[...spared, ...pending.slice(seen)]",
    to: "[...pending.slice(seen)]",
  },
  {
    file: "match",
    what: "an unfinished answer proves by count",
    from: 'const finished = envelope.status === "COMPLETE";',
    to: "const finished = true;",
  },
  {
    file: "match",
    what: "an answer with errors proves by count",
    from: "numErrors > 0 || results.length",
    to: "results.length",
  },
  {
    file: "match",
    what: "a result given twice counts twice",
    from: "return new Set(ids).size === results.length;",
    to: "return true;",
  },
  {
    file: "match",
    what: "a result with an error beside it is success",
    from: "if (contradictory.size > 0) written",
    to: "if (false) written",
  },
  {
    file: "match",
    what: "a foreign result proves by count",
    from: "untied.every((result) => open.some((entry) => !contradicts(entry, result, operation))) &&",
    to: "",
  },
  {
    file: "match",
    what: "an empty name names inputs without one",
    from: 'if (value == null || value === "") continue;',
    to: "",
  },
  {
    file: "match",
    what: "what nobody speaks of is asked again",
    from: "open.filter((entry) => doubtful.has(entry) || possible(entry))",
    to: "open",
  },
  {
    file: "rules",
    what: "a contested result is tied",
    from: "for (const place of contested) ties[place] = undefined;",
    to: "",
  },
  {
    file: "rules",
    what: "an input with its own key is found by HubSpot's id",
    from: "for (const other of others) if (fieldOf(fields, other) != null) return undefined;",
    to: "{}",
  },
  {
    file: "rules",
    what: "inputs that look alike are tied to the first answer",
    from: " && inputs.find(input.look) === input",
    to: "",
  },
  {
    file: "rules",
    what: "answers that look alike are tied",
    from: "answers.find(input.look) === answer && ",
    to: "",
  },
  {
    file: "rules",
    what: "of several answers with one key the last is tied",
    from: "for (let place = results.length - 1; place >= 0; place--) {",
    to: "for (let place = 0; place < results.length; place++) {",
  },
  {
    file: "rules",
    what: "a result that repeats nothing is tied",
    from: " || !repeats(answer.look, input.look)",
    to: "",
  },
  {
    file: "rules",
    what: "what HubSpot normalised is not found",
    from: "return this.#exact.get(value) ?? (this.#folded ??= this.#fold()).get(fold(value));",
    to: "return this.#exact.get(value);",
  },
  {
    file: "identity",
    what: "case tells records apart",
    from: 'return text.normalize("NFKC").trim().replace(/\\s+/g, " ").toLowerCase();',
    to: 'return text.normalize("NFKC").trim().replace(/\\s+/g, " ");',
  },
  {
    file: "identity",
    what: "blanks tell records apart",
    from: '.trim().replace(/\\s+/g, " ").toLowerCase()',
    to: ".toLowerCase()",
  },
  {
    file: "identity",
    what: "dates are compared as texts",
    from: "if (instant !== undefined && instant === instantOf(right)) return true;",
    to: "",
  },
  {
    file: "identity",
    what: "null differs from absent",
    from: "if (one == null || other == null) return undefined;",
    to: "if (one === undefined || other === undefined) return undefined;",
  },
  {
    file: "identity",
    what: "the fields of an identity run together",
    from: "`${key.length}:${key}${text}`",
    to: "`${key}${text}`",
  },
  {
    file: "look-alikes",
    what: "inputs without the first field are overlooked",
    from: "    yield* this.#keyless;\n",
    to: "",
  },
  {
    file: "look-alikes",
    what: "of several the first is taken",
    from: 'if (only !== undefined) return "several";',
    to: "if (only !== undefined) return only;",
  },
  { file: "isolate", what: "a refused group is forgotten", from: "else this.#suspects = group;", to: "" },
  {
    file: "isolate",
    what: "groups are of one",
    from: "return from.slice(0, this.#tellingSize(from.length, known));",
    to: "return from.slice(0, 1);",
  },
  {
    file: "isolate",
    what: "groups are halves",
    from: "return from.slice(0, this.#tellingSize(from.length, known));",
    to: "return from.slice(0, Math.ceil(from.length / 2 - 0.1));",
  },
  {
    file: "isolate",
    what: "what the budget is down to is ignored",
    from: "if (requestsLeft === this.#suspects.length + this.#others.length) return from.slice(0, 1);",
    to: "",
  },
  { file: "batch", what: "413 tells of the records", from: "if (TOO_LARGE.has(status)) {", to: "if (false) {" },
  {
    file: "batch",
    what: "named culprits stay in",
    from: "return entries.filter((entry) => !refused.has(entry));",
    to: "return entries;",
  },
  {
    file: "batch",
    what: "refusals are not counted on the way",
    from: "        this.#delivery.refusals++;\n        this.#doubt(group, reply);",
    to: "        this.#doubt(group, reply);",
  },
  {
    file: "batch",
    what: "the budget of requests is not kept",
    from: "this.#requestsLeft > 0 && this.#delivery.refusals <",
    to: "this.#delivery.refusals <",
  },
  {
    file: "batch",
    what: "a create's undecided are sent again",
    from: "const again = operation.idempotent && undecided",
    to: "const again = undecided",
  },
  {
    file: "batch",
    what: "what was undecided is called unsent",
    from: "for (const entry of undecided) this.#doubts.set(entry, { error: unaccounted, answered: false });",
    to: "",
  },
  {
    file: "batch",
    what: "what may have been written has failed for certain",
    from: "if (this.#doubts.get(entry)?.answered === false)",
    to: "if (false)",
  },
  {
    file: "batch",
    what: "no refusal holds after an attempt that HubSpot said had failed",
    from: "if (this.#doubts.get(entry)?.answered === false)",
    to: "if (this.#doubts.has(entry))",
  },
  {
    file: "batch",
    what: "a partial answer leaves no doubt of the attempt before it",
    from: '(reply.kind !== "accepted" && reply.kind !== "refused") ||',
    to: 'reply.kind !== "refused" ||',
  },
  {
    file: "batch",
    what: "a later doubt stands for a graver one",
    from: "graver(this.#doubts.get(entry), reply.doubt)",
    to: "reply.doubt",
  },
  {
    file: "batch",
    what: "results of what is sent again are lost where that is",
    from: "if (this.#provisional.size > 0) this.#delivery",
    to: "if (false) this.#delivery",
  },
  {
    file: "batch",
    what: "a record that is answered twice comes twice",
    from: "for (const result of answer.results) this.#provisional.delete(recordIdOf(result, operation));",
    to: "{}",
  },
  {
    file: "match",
    what: "a record that an error contradicts is lost",
    from: "if (contradicted.length > 0) untied",
    to: "if (false) untied",
  },
  {
    file: "batch",
    what: "an unknown create is safe to resend",
    from: 'resend: this.#delivery.operation.idempotent ? "safe" : "read-first"',
    to: 'resend: "safe"',
  },
  {
    file: "entries",
    what: "an input is told apart by values that write themselves anew",
    from: "if (isObject(fieldOf(input, field))) return false;",
    to: ";",
  },
  { file: "attempt", what: "a removed listener keeps its answer", from: "    giveUp = () => {};\n", to: "" },
  {
    file: "post",
    what: "what is sent again is cut at the wrong place",
    from: "at += entry.json.length + 1;",
    to: "at += entry.json.length;",
  },
  {
    file: "post",
    what: "the JSON of each record is kept beside the body",
    from: "  cutFrom(body, entries);\n",
    to: "",
  },
  {
    file: "run",
    what: "a source that does not wait is read ahead",
    from: "this.#read(this.#source?.asynchronous === true ? this.#wanted : 1);",
    to: "this.#read(this.#wanted);",
  },
  {
    file: "run",
    what: "that a source has come to its end is not seen until more can be sent",
    from: "this.#read(this.#source?.asynchronous === true ? this.#wanted : 1);",
    to: "if (this.#source?.asynchronous === true) this.#read(this.#wanted);",
  },
  { file: "post", what: "a page is an empty success", from: 'noContent && text.trim() === ""', to: "noContent" },
  { file: "run", what: "an input is settled twice", from: "if (entry.settled) return;", to: "" },
  { file: "run", what: "the timer of the run is left", from: "of [this.#timer, this.#turn])", to: "of [this.#turn])" },
  { file: "run", what: "a halted run still gives way", from: "of [this.#timer, this.#turn])", to: "of [this.#timer])" },
  {
    file: "run",
    what: "a source of nothing but bad inputs lets nothing else run",
    from: "if (++this.#refused % MOST_REFUSED === 0) this.#giveWay();",
    to: "",
  },
  {
    file: "run",
    what: "the caller's signal keeps a listener",
    from: 'this.#options.settings.signal?.removeEventListener("abort", this.#abort);',
    to: "",
  },
  {
    file: "run",
    what: "a halted run reads on",
    from: "this.#turn === undefined && this.#switch.halted === undefined;",
    to: "this.#turn === undefined;",
  },
  {
    file: "run",
    what: "the rest of an array has no outcome",
    from: "this.#source?.rest().entries() ?? []",
    to: "[]",
  },
  { file: "run", what: "what is held is not bounded", from: " && held() < most", to: "" },
  { file: "run", what: "batches given up in a row do not halt", from: "this.#givenUp >= MOST_GIVEN_UP", to: "false" },
  {
    file: "run",
    what: "an answer does not end the row of those given up",
    from: "this.#givenUp = answered ? 0 : this.#givenUp + 1;",
    to: "if (!answered) this.#givenUp++;",
  },
  { file: "halt", what: "a cut does not cut", from: "if (reach >= 3) this.#cut.abort(halt);", to: "" },
  {
    file: "transport",
    what: "doubt is forgotten",
    from: 'if (reply.kind === "unprocessed") return { ...doubt, ...(reply.answer && { answer: reply.answer }) };',
    to: "",
  },
  {
    file: "transport",
    what: "a refusal after a lost attempt leaves no doubt",
    from: "{ ...reply, doubt }",
    to: "reply",
  },
  {
    file: "transport",
    what: "one retry more than allowed",
    from: "retries++ >= retry.maxRetries",
    to: "retries++ > retry.maxRetries",
  },
  { file: "transport", what: "elapsed time is no bound", from: " || elapsedMs > retry.maxElapsedMs", to: "" },
  { file: "transport", what: "a 429 holds nobody", from: "limiter.pause(verdict.forMs);", to: "" },
  {
    file: "transport",
    what: "a cut before the request is overlooked",
    from: "if (until.aborted) {",
    to: "if (false) {",
  },
  {
    file: "judge",
    what: "a create is sent again after a 5xx",
    from: 'return idempotent ? { then: "again"',
    to: 'return true ? { then: "again"',
  },
  {
    file: "judge",
    what: "a gateway's word is HubSpot's",
    from: " && !GATEWAYS.has(error.status)",
    to: "",
  },
  {
    file: "judge",
    what: "a 503 undoes a reset",
    from: "!earlier.answered && later.answered ? earlier : later",
    to: "later",
  },
  {
    file: "judge",
    what: "DAILY is a burst",
    from: 'if (status === 429 && body.policyName === "DAILY")',
    to: "if (false)",
  },
  {
    file: "judge",
    what: "a lock is not waited for",
    from: "Math.max(LOCK_MS, askedMs ?? delay())",
    to: "(askedMs ?? delay())",
  },
  {
    file: "judge",
    what: "the caller's patience does not count",
    from: 'if (impatient) return halt("migrating");',
    to: "",
  },
  {
    file: "judge",
    what: "a connection never made is doubtful",
    from: "if (!neverConnected(result)) return",
    to: "return",
  },
  { file: "attempt", what: "redirects are followed", from: 'redirect: "manual"', to: 'redirect: "follow"' },
  { file: "attempt", what: "a redirect is a refusal", from: "(status >= 300 && status < 400)", to: "false" },
  {
    file: "attempt",
    what: "the attempt's timer is left",
    from: "    clearTimeout(timer);\n    signal.removeEventListener",
    to: "    signal.removeEventListener",
  },
  {
    file: "attempt",
    what: "a fetch that is deaf to its signal holds the run",
    from: "return await Promise.race([send(request, options, controller), cutShort]);",
    to: "return await send(request, options, controller);",
  },
  { file: "attempt", what: "a body has no bound", from: "if (length > LONGEST_BODY) return undefined;", to: "" },
  { file: "attempt", what: "an answer repeats the token", from: "text: redactText(text, token)", to: "text" },
  {
    file: "attempt",
    what: "an error repeats the token",
    from: "const cause = redactError(thrown, token);",
    to: "const cause = thrown;",
  },
  {
    file: "token",
    what: "an error of the caller's function repeats a token",
    from: "[...this.#known].reduce<unknown>(redactError, cause)",
    to: "cause",
  },
  {
    file: "token",
    what: "each 401 asks for a token",
    from: "if (this.#current !== undefined && this.#current !== rejected) return this.#current;",
    to: "",
  },
  {
    file: "token",
    what: "those who wait each ask",
    from: "const asking = (this.#asking ??= this.#start(rejected));",
    to: "const asking = (this.#asking = this.#start(rejected));",
  },
  {
    file: "token",
    what: "the same token again is tried for ever",
    from: "if (token.value !== rejected.value) return token;",
    to: "return token;",
  },
  { file: "token", what: "a halted run asks for tokens", from: "    signal.throwIfAborted();\n", to: "" },
  {
    file: "rate-limiter",
    what: "a pause is shorter than the one before",
    from: "this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms);",
    to: "this.#pausedUntil = performance.now() + ms;",
  },
  {
    file: "rate-limiter",
    what: "a pause is not kept",
    from: "if (this.#pausedUntil > now) return this.#pausedUntil;",
    to: "",
  },
  {
    file: "rate-limiter",
    what: "one request too many per window",
    from: "this.#counted.latest(allowed) ?? -Infinity",
    to: "this.#counted.latest(allowed + 1) ?? -Infinity",
  },
  {
    file: "rate-limiter",
    what: "a request counts when it starts, not when it arrives",
    from: "startedMs + this.#roundTrips.delayOf(now - startedMs)",
    to: "startedMs",
  },
  {
    file: "rate-limiter",
    what: "a request on the way does not count yet",
    from: "this.#counted.add(now + LONGEST_DELAY_MS)",
    to: "this.#counted.add(now)",
  },
  {
    file: "rate-limiter",
    what: "beside others, a request counts when it starts",
    from: "const freed = this.#freed(room, intervalMs);",
    to: "const freed = (this.#starts.latest(room) ?? -Infinity) + intervalMs + MARGIN_MS;",
  },
  {
    file: "today",
    what: "a late answer brings the day's reserve back",
    from: "startedMs < this.#learntOf ? Math.min(left, this.#left) : left",
    to: "left",
  },
  {
    file: "rate-limiter",
    what: "an aborted wait stays in line",
    from: "        this.#waiters.delete(waiter);\n        this.#drain();\n        reject",
    to: "        reject",
  },
];

const root = fileURLToPath(new URL("..", import.meta.url));
const copy = join(root, ".tmp-mutants");
const wanted = process.argv.slice(2);

/** The file's own tests first, then the invariants, then what uses all of it. */
function testsOf(file: string): string[] {
  const invariants = ["isolation", "matching", "order", "matrix", "chaos"].map(
    (name) => `test/invariants/${name}.test.ts`,
  );
  const tests = [`test/${file}.test.ts`, ...invariants, "test/run.test.ts", "test/batch.test.ts"];
  return tests.filter((test) => existsSync(join(root, test)));
}

/** The first test that fails with the source as it is in the copy. */
function killer(tests: readonly string[]): string | undefined {
  for (const test of new Set(tests)) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/vitest/vitest.mjs"),
        "run",
        "--root",
        copy,
        "--bail",
        "1",
        "--typecheck.enabled=false",
        "--no-color",
        test,
      ],
      { cwd: copy, encoding: "utf8", timeout: 120_000, env: { ...process.env, CI: "true" } },
    );
    if (status === null) return `${test}: it never ended`;
    if (status !== 0) return `${test}: ${/ FAIL .*? > (.*)/.exec(stderr + stdout)?.[1] ?? "it cannot be run"}`;
  }
  return undefined;
}

rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const name of ["src", "generated", "package.json", "tsconfig.json"])
  cpSync(join(root, name), join(copy, name), { recursive: true });
cpSync(join(root, "test"), join(copy, "test"), {
  recursive: true,
  filter: (path) => !path.slice(root.length).includes(".tmp-"),
});
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
writeFileSync(
  join(copy, "vitest.config.ts"),
  "export default { test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, restoreMocks: true, unstubGlobals: true } };\n",
);

let killed = 0;
let tried = 0;
const stale: string[] = [];
try {
  // What fails without a mutant kills every one.
  const broken = killer([...new Set(mutants.flatMap(({ file }) => testsOf(file)))]);
  if (broken !== undefined) throw new Error(`It fails as it is: ${broken}`);
  for (const { file, what, from, to } of mutants) {
    if (wanted.length > 0 && !wanted.some((word) => `${file}: ${what}`.includes(word))) continue;
    const path = join(copy, "src", `${file}.ts`);
    const source = readFileSync(path, "utf8");
    if (!source.includes(from)) {
      stale.push(`${file}: ${what}`);
      continue;
    }
    tried++;
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
    const test = killer(testsOf(file));
    writeFileSync(path, source);
    if (test !== undefined) killed++;
    console.log(`${test === undefined ? "SURVIVED" : "killed  "} | ${file}: ${what} | ${test ?? ""}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`\n${killed} of ${tried} killed`);
for (const name of stale) console.log(`No such line any more: ${name}`);
if (killed < tried * 0.9 || stale.length > 0) process.exitCode = 1;
