import { expect, test } from "vitest";
import { groupCommands } from "./group-commands";

test("a page's own groups come first, in their order, and the frame's last", () => {
  const command = (group: string, id: string) => ({ id, label: id, group });
  const groups = groupCommands([command("Go to", "a"), command("Everywhere", "b"), command("Builder", "c"), command("Go to", "d"), command("Steps", "e")]);
  expect(groups.map(([group, members]) => [group, members.map(({ id }) => id).join()])).toEqual([["Builder", "c"], ["Steps", "e"], ["Go to", "a,d"], ["Everywhere", "b"]]);
});
