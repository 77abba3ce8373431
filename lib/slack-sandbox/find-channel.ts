import type { AuthedCall } from "./method";
import type { SandboxChannel } from "./store-port";

/** By id, as most methods want it. A private channel does not exist for a bot that is not in it. */
export async function findVisibleChannel(call: AuthedCall, id: string): Promise<SandboxChannel | undefined> {
  return visible(call, await call.store.findChannel(call.caller.token.teamId, { id }));
}

/** By id, `#name` or bare name, as chat.postMessage takes it. */
export async function findPostableChannel(call: AuthedCall, reference: string): Promise<SandboxChannel | undefined> {
  const { teamId } = call.caller.token;
  const byId = reference.startsWith("#") ? undefined : await call.store.findChannel(teamId, { id: reference });
  return visible(call, byId ?? (await call.store.findChannel(teamId, { name: reference.replace(/^#/, "") })));
}

export function isMember(call: AuthedCall, channel: SandboxChannel): boolean {
  return channel.memberIds.includes(call.caller.bot.id);
}

function visible(call: AuthedCall, channel: SandboxChannel | undefined): SandboxChannel | undefined {
  return channel && (!channel.isPrivate || isMember(call, channel)) ? channel : undefined;
}
