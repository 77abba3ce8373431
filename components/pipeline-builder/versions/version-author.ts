/** Who deployed, as far as it can be told: the audit log names actors `user:<id>` and `key:<id>`. */
export function versionAuthor(deployedBy: string | null, viewerId: string, members: readonly { user_id: string; name: string | null; email: string }[]): string {
  const [kind, id] = (deployedBy ?? "").split(":");
  if (kind === "key") return "an API key";
  if (kind !== "user") return "the system";
  if (id === viewerId) return "you";
  const member = members.find(({ user_id }) => user_id === id);
  return member ? member.name || member.email : "a former member";
}
