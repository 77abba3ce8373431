import type { Move } from "@/components/schema-form/move-handle";
import type { Builder } from "./builder-context";
import { indentMember, moveMember, outdentMember, type MemberPath } from "./condition-edit";

/** Where a rule or group can go from its place. */
export function memberMoves(path: MemberPath, apply: Builder["apply"]): Move[] {
  const isNested = path.length > 1;
  return [
    { key: "ArrowUp", label: "Move up", onMove: () => apply((condition) => moveMember(condition, path, -1)) },
    { key: "ArrowDown", label: "Move down", onMove: () => apply((condition) => moveMember(condition, path, 1)) },
    { key: "ArrowRight", label: "Into a group", onMove: () => apply((condition) => indentMember(condition, path)) },
    ...(isNested ? [{ key: "ArrowLeft" as const, label: "Out of its group", onMove: () => apply((condition) => outdentMember(condition, path)) }] : []),
  ];
}
