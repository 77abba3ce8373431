import { parseArgs } from "node:util";
import { UserError } from "@/lib/errors";
import { CliError, toParseArgsOptions, type Arguments, type CliIo, type Command } from "./command";
import { commandHelp, generalHelp } from "./help";
import { commands } from "./registry";

const general = { json: { type: "boolean", help: "Print JSON for machines." }, help: { type: "boolean", help: "Say how a command is used." } } as const;

/** Runs one command line and answers its exit code: 0, or 1 with the reason on standard error. */
export async function runCli(argv: string[], io: CliIo): Promise<0 | 1> {
  try {
    await run(argv, io);
    return 0;
  } catch (error) {
    io.note(describe(error));
    return 1;
  }
}

async function run(argv: string[], io: CliIo): Promise<void> {
  const words = argv.filter((word) => !word.startsWith("-"));
  const command = commands.find(({ name }) => name === words.slice(0, 2).join(" "));
  const asksHelp = argv.length === 0 || argv.includes("--help") || words[0] === "help";
  if (asksHelp) return io.note(command ? commandHelp(command) : generalHelp(commands, words[0]));
  if (!command) throw new CliError(`there is no command "${words.slice(0, 2).join(" ")}"\n\n${generalHelp(commands, words[0])}`);
  const { args, isJson } = readArguments(command, argv);
  await command.run({ args, io, isJson });
}

function readArguments(command: Command, argv: string[]): { args: Arguments; isJson: boolean } {
  const options = { ...command.options, ...general };
  const { values, positionals } = parse(command, options, argv);
  const given = positionals.slice(2);
  const needed = command.positionals.filter(({ isOptional }) => !isOptional);
  const missing = needed[given.length];
  if (missing) throw usageError(command, `<${missing.name}> is missing`);
  const extra = given[command.positionals.length];
  if (extra !== undefined) throw usageError(command, `"${extra}" is one argument too many`);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  for (const [name, { isRequired }] of Object.entries(command.options)) {
    if (isRequired && !text(name)) throw usageError(command, `--${name} is missing`);
  }
  return {
    isJson: values.json === true,
    args: {
      at: (index) => given[index] ?? "",
      text,
      required: (name) => text(name) ?? "",
      list: (name) => [values[name] ?? []].flat().filter((value) => typeof value === "string"),
      has: (name) => values[name] === true,
    },
  };
}

function parse(command: Command, options: Command["options"], argv: string[]) {
  try {
    return parseArgs({ args: withLoneDashes(argv), options: toParseArgsOptions(options), allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(command, error instanceof Error ? (error.message.split(". To specify")[0] ?? error.message) : String(error));
  }
}

/** parseArgs takes `--data -` for a missing value: `-` means standard input here. */
function withLoneDashes(argv: string[]): string[] {
  const joined: string[] = [];
  for (const word of argv) {
    const before = joined.at(-1);
    if (word === "-" && before?.startsWith("--") && !before.includes("=")) joined[joined.length - 1] = `${before}=-`;
    else joined.push(word);
  }
  return joined;
}

function usageError(command: Command, message: string): CliError {
  return new CliError(`${command.name}: ${message}\n\n${commandHelp(command)}`);
}

function describe(error: unknown): string {
  if (error instanceof UserError) return [error.message, ...(error.details ?? []).map(({ path, message }) => `  ${path}: ${message}`)].join("\n");
  return error instanceof Error ? error.message : String(error);
}
