import { type MemberResource } from "@/lib/members/member-resource";

/** Who deployed or saved, as far as it can be told: the audit log names actors `user:<id>` and `key:<id>`. */
export function authorWords(actor: string | null, viewerId: string, members: readonly Pick<MemberResource, "id" | "name" | "email">[]): string {
  const [kind, id] = (actor ?? "").split(":");
  if (kind === "key") return "an API key";
  if (kind !== "user") return "the system";
  if (id === viewerId) return "you";
  const member = members.find((each) => each.id === id);
  return member ? member.name || member.email : "a former member";
}
