import { isGroup } from "@/lib/pipeline/describe-condition";
import type { Comparison, Condition } from "@/lib/pipeline/definition";

export type Member = Comparison | Condition;

/** A member's place: its index in each group on the way from the outermost, whose own path is empty. */
export type MemberPath = readonly number[];

/** The edited condition, and where the member that was edited is now. */
export type ConditionEdit = { condition: Condition; path: MemberPath };

/** As deep as validation lets groups be nested. */
const depthMax = 8;

export const emptyComparison: Comparison = { field: "", op: "==", value: "" };

/** Adds a member at the end of the group at `path`. */
export function addMember(condition: Condition, path: MemberPath, member: Member): ConditionEdit {
  const group = groupAt(condition, path);
  if (!group) return { condition, path };
  return { condition: updateMember(condition, path, withMembers(group, [...group.conditions, member])), path: [...path, group.conditions.length] };
}

/** A new group of the other combinator: one of the same would say nothing new. */
export function newGroup({ combinator }: Condition): Condition {
  return { combinator: combinator === "and" ? "or" : "and", conditions: [emptyComparison] };
}

export function updateMember(condition: Condition, path: MemberPath, member: Member): Condition {
  const [index, ...rest] = path;
  if (index === undefined) return isGroup(member) ? member : condition;
  const current = condition.conditions[index];
  if (!current) return condition;
  const updated = rest.length === 0 ? member : isGroup(current) ? updateMember(current, rest, member) : current;
  return withMembers(condition, condition.conditions.with(index, updated));
}

/** Takes a member out, and each group that it leaves empty: an empty group would let everything through. */
export function removeMember(condition: Condition, path: MemberPath): Condition {
  const parentPath = path.slice(0, -1);
  const parent = groupAt(condition, parentPath);
  if (!parent || path.length === 0) return condition;
  const members = parent.conditions.filter((_, index) => index !== path.at(-1));
  if (members.length === 0 && parentPath.length > 0) return removeMember(condition, parentPath);
  return updateMember(condition, parentPath, withMembers(parent, members));
}

/** One place up or down; beyond the first or last place of a group it leaves the group. */
export function moveMember(condition: Condition, path: MemberPath, step: -1 | 1): ConditionEdit {
  const parentPath = path.slice(0, -1);
  const [parent, index] = [groupAt(condition, parentPath), path.at(-1)];
  if (!parent || index === undefined) return { condition, path };
  const target = index + step;
  const [member, neighbour] = [parent.conditions[index], parent.conditions[target]];
  if (!member) return { condition, path };
  if (!neighbour) return leaveGroup(condition, path, step === -1 ? "before" : "after");
  const members = parent.conditions.with(index, neighbour).with(target, member);
  return { condition: updateMember(condition, parentPath, withMembers(parent, members)), path: [...parentPath, target] };
}

/** Into the group right before it, else into a new group of its own. */
export function indentMember(condition: Condition, path: MemberPath): ConditionEdit {
  const parentPath = path.slice(0, -1);
  const [parent, index] = [groupAt(condition, parentPath), path.at(-1)];
  const member = index === undefined ? undefined : parent?.conditions[index];
  if (!parent || !member || index === undefined || parentPath.length + 1 + depthOf(member) >= depthMax) return { condition, path };
  const before = parent.conditions[index - 1];
  if (!before || !isGroup(before)) {
    const group: Condition = { ...newGroup(parent), conditions: [member] };
    return { condition: updateMember(condition, path, group), path: [...path, 0] };
  }
  const members = parent.conditions.with(index - 1, withMembers(before, [...before.conditions, member])).toSpliced(index, 1);
  return { condition: updateMember(condition, parentPath, withMembers(parent, members)), path: [...parentPath, index - 1, before.conditions.length] };
}

/** Out of its group, right behind it. */
export function outdentMember(condition: Condition, path: MemberPath): ConditionEdit {
  return leaveGroup(condition, path, "after");
}

function leaveGroup(condition: Condition, path: MemberPath, side: "before" | "after"): ConditionEdit {
  const groupPath = path.slice(0, -1);
  const outerPath = groupPath.slice(0, -1);
  const [outer, group, groupIndex, index] = [groupAt(condition, outerPath), groupAt(condition, groupPath), groupPath.at(-1), path.at(-1)];
  const member = index === undefined ? undefined : group?.conditions[index];
  if (!outer || !group || !member || groupIndex === undefined) return { condition, path };
  const rest = group.conditions.filter((_, other) => other !== index);
  const kept = rest.length === 0 ? [] : [withMembers(group, rest)];
  const members = outer.conditions.toSpliced(groupIndex, 1, ...(side === "before" ? [member, ...kept] : [...kept, member]));
  const place = side === "before" ? groupIndex : groupIndex + kept.length;
  return { condition: updateMember(condition, outerPath, withMembers(outer, members)), path: [...outerPath, place] };
}

export function groupAt(condition: Condition, path: MemberPath): Condition | undefined {
  const [index, ...rest] = path;
  if (index === undefined) return condition;
  const member = condition.conditions[index];
  return member && isGroup(member) ? groupAt(member, rest) : undefined;
}

function withMembers(group: Condition, conditions: Member[]): Condition {
  return { ...group, conditions };
}

function depthOf(member: Member): number {
  return isGroup(member) ? 1 + Math.max(0, ...member.conditions.map(depthOf)) : 0;
}
