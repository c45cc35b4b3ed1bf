import { listOperations } from "../catalogue.js";
import type { Command, Entry } from "../command.js";
import { CommandError, EXIT } from "../failure.js";
import { give } from "../terminal.js";

const SHELLS = ["bash", "zsh", "fish"];

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
  readonly flags: readonly (readonly [flag: string, text: string])[];
  readonly takesOperation: boolean;
}

async function knownOf({ name, summary, load }: Entry): Promise<Known> {
  const { options, usage } = await load();
  return {
    name,
    summary,
    flags: Object.entries({ ...options, help: { text: "help" } }).map(([flag, { text }]) => [`--${flag}`, text]),
    takesOperation: usage.startsWith("<api.operation>"),
  };
}

const operationNames = () => listOperations().map(({ method }) => method);

/** Cases of a shell's `case`: what completes the word after each command. */
function cases(known: readonly Known[]): string[] {
  return known.map(
    ({ name, flags, takesOperation }) =>
      `    ${name}) words="${flags.map(([flag]) => flag).join(" ")}"${takesOperation ? ' ; [ "$at" = 2 ] && words="$operations"' : ""} ;;`,
  );
}

function bash(known: readonly Known[]): string[] {
  return [
    "_hubspot_batch() {",
    '  local at=$COMP_CWORD current="${COMP_WORDS[COMP_CWORD]}" words=""',
    `  local operations="${operationNames().join(" ")}"`,
    `  if [ "$at" = 1 ]; then words="${known.map(({ name }) => name).join(" ")} --help --version"; else`,
    '  case "${COMP_WORDS[1]}" in',
    ...cases(known),
    "  esac; fi",
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    "complete -o default -F _hubspot_batch hubspot-batch",
  ];
}

function zsh(known: readonly Known[]): string[] {
  return [
    "#compdef hubspot-batch",
    "_hubspot_batch() {",
    '  local at=$((CURRENT - 1)) words_typed=("${words[@]}") operations words',
    `  operations="${operationNames().join(" ")}"`,
    `  if [ "$at" = 1 ]; then words="${known.map(({ name }) => name).join(" ")} --help --version"; else`,
    '  case "${words_typed[2]}" in',
    ...cases(known),
    "  esac; fi",
    "  compadd -- ${=words}",
    "  _files",
    "}",
    "compdef _hubspot_batch hubspot-batch",
  ];
}

function fish(known: readonly Known[]): string[] {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return [
    ...known.map(
      ({ name, summary }) => `complete -c hubspot-batch -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ),
    ...known.flatMap(({ name, flags }) =>
      flags.map(
        ([flag, text]) =>
          `complete -c hubspot-batch -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -l ${flag.slice(2)} -d ${quoted(text)}`,
      ),
    ),
    ...known
      .filter(({ takesOperation }) => takesOperation)
      .map(
        ({ name }) =>
          `complete -c hubspot-batch -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -a ${quoted(operationNames().join(" "))}`,
      ),
  ];
}
