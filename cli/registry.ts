import type { Command } from "./command";
import { agentCommands } from "./commands/agent";
import { connectionCommands } from "./commands/connection";
import { deliveryCommands } from "./commands/delivery";
import { entityCommands } from "./commands/entity";
import { eventCommands } from "./commands/event";
import { keyCommands } from "./commands/key";
import { keysCommands } from "./commands/keys";
import { ownerCommands } from "./commands/owner";
import { pipelineCommands } from "./commands/pipeline";
import { recipeCommands } from "./commands/recipe";
import { rejectionCommands } from "./commands/rejection";
import { runCommands } from "./commands/run";
import { schemaCommands } from "./commands/schema";
import { sourceCommands } from "./commands/source";

export const commands: Command[] = [
  ...ownerCommands,
  ...keyCommands,
  ...sourceCommands,
  ...schemaCommands,
  ...connectionCommands,
  ...pipelineCommands,
  ...eventCommands,
  ...runCommands,
  ...deliveryCommands,
  ...rejectionCommands,
  ...entityCommands,
  ...recipeCommands,
  ...agentCommands,
  ...keysCommands,
];
