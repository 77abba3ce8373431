import { type Command } from "./command";

/** The frame's groups; a page's own come before them: they are why it was opened there. */
const lastGroups = ["Go to", "Do", "Everywhere"];

/** In the order in which the groups first come up, the frame's at the end. */
export function groupCommands(commands: readonly Command[]): [group: string, members: Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  const place = (group: string) => lastGroups.indexOf(group);
  return [...groups].sort(([a], [b]) => place(a) - place(b));
}
