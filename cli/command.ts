import type { ParseArgsConfig } from "node:util";

/** What a command may touch of the world. */
export type CliIo = {
  /** Results alone: an id, a key, JSON, rows. */
  out(line: string): void;
  /** Everything said to a person. */
  note(line: string): void;
  /** The whole of standard input. */
  readInput(): Promise<string>;
  environment: Record<string, string | undefined>;
  /** Ends commands that would go on for ever. */
  signal: AbortSignal;
};

export type OptionHelp = { type: "string" | "boolean"; multiple?: boolean; help: string; isRequired?: boolean };

export type Command = {
  /** As typed: `pipeline import`. */
  name: string;
  /** What follows the name, without options: `<file>`. */
  positionals: { name: string; isOptional?: boolean }[];
  options: Record<string, OptionHelp>;
  summary: string;
  run(input: CommandInput): Promise<void>;
};

export type CommandInput = { args: Arguments; io: CliIo; isJson: boolean };

/** Wrong use of the command line, or a refusal; its message is all there is to say. */
export class CliError extends Error {
  override readonly name = "CliError";
}

/** What was typed, checked against the command's options. */
export type Arguments = {
  /** The n-th positional; those that are not optional are there. */
  at(index: number): string;
  text(name: string): string | undefined;
  /** Of an option marked `isRequired`. */
  required(name: string): string;
  list(name: string): string[];
  has(name: string): boolean;
};

/** With --json the whole resource, else what a script goes on with, and a sentence for the person. */
export function printResult({ io, isJson }: CommandInput, result: { value: unknown; text: string; note: string }): void {
  io.note(result.note);
  io.out(isJson ? JSON.stringify(result.value) : result.text);
}

/** One line a row, tab-separated, so that `cut` and `awk` can take it apart. */
export function printRows({ io, isJson }: CommandInput, value: unknown, rows: (string | number | null)[][]): void {
  if (isJson) io.out(JSON.stringify(value));
  else for (const row of rows) io.out(row.map((cell) => cell ?? "-").join("\t"));
}

export function toParseArgsOptions(options: Command["options"]): NonNullable<ParseArgsConfig["options"]> {
  return Object.fromEntries(Object.entries(options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]));
}
