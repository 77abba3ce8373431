import type { SelectOption } from "@/components/ui/select";
import type { Role } from "@/lib/organizations/role";

export const roleOptions: readonly (SelectOption & { value: Role })[] = [
  { value: "viewer", label: "Viewer", hint: "Sees everything, changes nothing" },
  { value: "editor", label: "Editor", hint: "Builds pipelines, connects, replays" },
  { value: "owner", label: "Owner", hint: "Also decides who is a member" },
];

export function roleLabel(role: Role): string {
  return roleOptions.find(({ value }) => value === role)?.label ?? role;
}

export function readRole(value: string): Role {
  return roleOptions.find((option) => option.value === value)?.value ?? "viewer";
}
