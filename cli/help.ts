import type { Command } from "./command";

/** All commands, or those of one group. */
export function generalHelp(commands: Command[], group?: string): string {
  const ofGroup = commands.filter(({ name }) => name.startsWith(`${group} `));
  const shown = ofGroup.length > 0 ? ofGroup : commands;
  const width = Math.max(...shown.map((command) => usage(command).length));
  return [
    "Usage: npm run -s cli -- <command> [options]",
    "",
    ...shown.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`),
    "",
    "Every command takes --json and --help. A running server is found by INGESTLAYER_URL and INGESTLAYER_KEY;",
    "owner create, key create and keys rotate also work straight on the database.",
  ].join("\n");
}

export function commandHelp(command: Command): string {
  const options = Object.entries(command.options);
  const width = Math.max(0, ...options.map(([name]) => name.length));
  return [
    `Usage: ${usage(command)}${options.length > 0 ? " [options]" : ""}`,
    `  ${command.summary}`,
    ...options.map(([name, option]) => `  --${name.padEnd(width)}  ${option.help}${option.isRequired ? " Required." : ""}`),
  ].join("\n");
}

function usage({ name, positionals }: Command): string {
  return [name, ...positionals.map((positional) => (positional.isOptional ? `[${positional.name}]` : `<${positional.name}>`))].join(" ");
}
