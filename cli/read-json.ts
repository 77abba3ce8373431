import { readFile } from "node:fs/promises";
import { CliError, type CliIo } from "./command";

/** The text behind an argument: `-` is standard input, else a file. */
export async function readText(io: CliIo, source: string, what: string): Promise<string> {
  if (source === "-") return io.readInput();
  try {
    return await readFile(source, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new CliError(`${what}: ${source} can't be read (${reason}): expected a file, or - for standard input`);
  }
}

/** JSON given as it is, in a file, or by standard input. */
export async function readJson(io: CliIo, source: string, what: string): Promise<unknown> {
  const text = /^\s*[{[]/.test(source) ? source : await readText(io, source, what);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${what}: expected JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** A secret need not stand on the command line, where other processes see it: `-` reads it from standard input. */
export async function readSecret(io: CliIo, value: string): Promise<string> {
  return value === "-" ? (await io.readInput()).trim() : value;
}
