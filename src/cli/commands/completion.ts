import { listOperations } from "../catalogue.js";
import { COMMON, type Command, type Entry, type OptionSpec } from "../command.js";
import { CommandError, EXIT } from "../failure.js";
import { HOME } from "../runs/folder.js";
import { give } from "../terminal.js";

const SHELLS: readonly string[] = ["bash", "zsh", "fish"];

/** `completion`: writes what completes commands in a shell. */
export const completion: Command = {
  usage: "bash|zsh|fish",
  about: "Writes a script that completes commands, options and operations in a shell.",
  options: {},
  examples: () => [
    ["source <(hubspot-batch completion bash)", "in this shell, or in ~/.bashrc; zsh likewise"],
    ["hubspot-batch completion fish > ~/.config/fish/completions/hubspot-batch.fish", "in fish, from now on"],
  ],
  positionals: [1, 1],
  async run({ positionals: [shell = ""] }, terminal, commands) {
    if (!SHELLS.includes(shell)) throw new CommandError(`completion is for ${SHELLS.join(", ")}, got \`${shell}\``);
    const known = await Promise.all(commands.map(knownOf));
    give(terminal, ...(shell === "fish" ? fish(known) : shell === "zsh" ? zsh(known) : bash(known)));
    return EXIT.done;
  },
};

/** What can follow a command's name. */
interface Known {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly (readonly [name: string, spec: OptionSpec])[];
  /** What its first word may be, where that is no file: words, or in a shell what writes them. */
  readonly first: string;
}

async function knownOf({ name, summary, load }: Entry): Promise<Known> {
  const { options, usage } = await load();
  return { name, summary, flags: Object.entries({ ...options, ...COMMON }), first: firstOf(usage) };
}

/** Where a shell finds the runs' names. */
const RUNS = `last $(command ls ${HOME}/runs 2>/dev/null)`;

function firstOf(usage: string): string {
  if (usage.startsWith("<api.operation>")) return operationNames();
  if (/^[<[]run/.test(usage)) return RUNS;
  return usage.startsWith("bash") ? SHELLS.join(" ") : "";
}

const operationNames = () =>
  listOperations()
    .map(({ method }) => method)
    .join(" ");

/**
 * What bash and zsh run alike: of the word `current` at the place `at` behind `before`, says in `offered` what it may be;
 * nothing where it is a file.
 */
function offer(known: readonly Known[]): string[] {
  const names = known.map(({ name }) => name).join(" ");
  return [
    `  if [ "$at" = 1 ]; then offered="${names} help --help --version"; else`,
    '  case "$command" in',
    `    help) offered="${names}" ;;`,
    ...known.flatMap(({ name, flags, first }) => [
      `    ${name}) flags="${flags.map(([flag]) => `--${flag}`).join(" ")}"`,
      ...(first === "" ? [] : [`      [ "$at" = 2 ] && offered="${first}"`]),
      '      case "$before" in',
      ...flags.flatMap(([flag, { choices }]) =>
        choices === undefined ? [] : [`        --${flag}) offered="${choices.join(" ")}" ;;`],
      ),
      "      esac ;;",
    ]),
    "  esac",
    '  case "$current" in -*) offered="$flags" ;; esac; fi',
  ];
}

function bash(known: readonly Known[]): string[] {
  return [
    "_hubspot_batch() {",
    '  local at=$COMP_CWORD current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"',
    '  local command="${COMP_WORDS[1]}" offered="" flags=""',
    ...offer(known),
    '  COMPREPLY=($(compgen -W "$offered" -- "$current"))',
    "}",
    "complete -o default -F _hubspot_batch hubspot-batch",
  ];
}

function zsh(known: readonly Known[]): string[] {
  return [
    "#compdef hubspot-batch",
    "_hubspot_batch() {",
    '  local at=$((CURRENT - 1)) current="${words[CURRENT]}" before="${words[CURRENT-1]}"',
    '  local command="${words[2]}" offered="" flags=""',
    ...offer(known),
    '  if [ -n "$offered" ]; then compadd -- ${=offered}; else _files; fi',
    "}",
    "compdef _hubspot_batch hubspot-batch",
  ];
}

function fish(known: readonly Known[]): string[] {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const complete = (when: string, ...words: readonly string[]) =>
    `complete -c hubspot-batch -n ${quoted(when)} ${words.join(" ")}`;
  const names = [...known.map(({ name, summary }) => [name, summary]), ["help", "a command's page"]] as const;
  return [
    ...names.map(([name = "", summary = ""]) => complete("__fish_use_subcommand", `-f -a ${name} -d`, quoted(summary))),
    ...known.flatMap(({ name, flags, first }) => {
      const here = `__fish_seen_subcommand_from ${name}`;
      const isFirst = `${here}; and test (count (commandline -opc)) -eq 2`;
      return [
        ...flags.map(([flag, { text, type, short, choices }]) =>
          complete(
            here,
            ...(short === undefined ? [] : [`-s ${short}`]),
            `-l ${flag}`,
            ...(choices !== undefined ? ["-x -a", quoted(choices.join(" "))] : type === "string" ? ["-r"] : []),
            `-d ${quoted(text)}`,
          ),
        ),
        ...(first === "" ? [] : [complete(isFirst, "-f -a", quoted(first.replace("$(", "(")))]),
      ];
    }),
    complete("__fish_seen_subcommand_from help", "-f -a", quoted(known.map(({ name }) => name).join(" "))),
  ];
}
