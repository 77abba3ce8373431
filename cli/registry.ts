import type { Command } from "./command";
import { connectionCommands } from "./commands/connection";
import { deliveryCommands } from "./commands/delivery";
import { eventCommands } from "./commands/event";
import { keyCommands } from "./commands/key";
import { keysCommands } from "./commands/keys";
import { ownerCommands } from "./commands/owner";
import { pipelineCommands } from "./commands/pipeline";
import { runCommands } from "./commands/run";
import { sourceCommands } from "./commands/source";

export const commands: Command[] = [
  ...ownerCommands,
  ...keyCommands,
  ...sourceCommands,
  ...connectionCommands,
  ...pipelineCommands,
  ...eventCommands,
  ...runCommands,
  ...deliveryCommands,
  ...keysCommands,
];
