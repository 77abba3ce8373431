import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isGroup } from "@/lib/pipeline/describe-condition";
import type { Comparison, Condition } from "@/lib/pipeline/definition";
import { addMember, groupAt, indentMember, moveMember, newGroup, outdentMember, removeMember, updateMember, type Member, type MemberPath } from "./condition-edit";

const rule = (name: string): Comparison => ({ field: `$event.${name}`, op: "exists" });
const and = (...conditions: Member[]): Condition => ({ combinator: "and", conditions });
const or = (...conditions: Member[]): Condition => ({ combinator: "or", conditions });
const [a, b, c] = [rule("a"), rule("b"), rule("c")];

describe("adding and changing", () => {
  test("puts a rule at the end of its group and says where it is", () => {
    expect(addMember(and(a, or(b)), [1], c)).toEqual({ condition: and(a, or(b, c)), path: [1, 1] });
  });

  test("gives a new group the other combinator and a rule to begin with", () => {
    expect(newGroup(and())).toMatchObject({ combinator: "or", conditions: [{ field: "" }] });
  });

  test("changes one member and leaves the others as they are", () => {
    const before = and(a, or(b));
    const after = updateMember(before, [1, 0], c);
    expect(after).toEqual(and(a, or(c)));
    expect(after.conditions[0]).toBe(before.conditions[0]);
    expect(updateMember(before, [], or(a))).toEqual(or(a));
  });

  test("at a place that is not there changes nothing", () => {
    expect(updateMember(and(a), [3], b)).toEqual(and(a));
    expect(addMember(and(a), [0], b).condition).toEqual(and(a));
  });
});

describe("removing", () => {
  test("takes the groups that it leaves empty with it", () => {
    expect(removeMember(and(a, or(and(b))), [1, 0, 0])).toEqual(and(a));
  });

  test("may leave the outermost group empty", () => {
    expect(removeMember(and(a), [0])).toEqual(and());
    expect(removeMember(and(or(a)), [0, 0])).toEqual(and());
  });
});

describe("moving", () => {
  test("changes places with its neighbour", () => {
    expect(moveMember(and(a, b), [0], 1)).toEqual({ condition: and(b, a), path: [1] });
    expect(moveMember(and(a, or(b, c)), [1, 1], -1)).toEqual({ condition: and(a, or(c, b)), path: [1, 0] });
  });

  test("beyond its group's ends leaves the group on that side", () => {
    expect(moveMember(and(or(a, b)), [0, 0], -1)).toEqual({ condition: and(a, or(b)), path: [0] });
    expect(moveMember(and(or(a, b), c), [0, 1], 1)).toEqual({ condition: and(or(a), b, c), path: [1] });
  });

  test("at the ends of the outermost group stays", () => {
    expect(moveMember(and(a, b), [0], -1)).toEqual({ condition: and(a, b), path: [0] });
    expect(moveMember(and(a, b), [1], 1)).toEqual({ condition: and(a, b), path: [1] });
  });
});

describe("indenting and outdenting", () => {
  test("makes a group, or joins the one before", () => {
    expect(indentMember(and(a, b), [1])).toEqual({ condition: and(a, or(b)), path: [1, 0] });
    expect(indentMember(and(or(a), b), [1])).toEqual({ condition: and(or(a, b)), path: [0, 1] });
  });

  test("out of a group stands behind it, and the empty group is gone", () => {
    expect(outdentMember(and(or(a, b), c), [0, 0])).toEqual({ condition: and(or(b), a, c), path: [1] });
    expect(outdentMember(and(or(a)), [0, 0])).toEqual({ condition: and(a), path: [0] });
    expect(outdentMember(and(a), [0])).toEqual({ condition: and(a), path: [0] });
  });

  test("stops at the depth that validation allows", () => {
    let edit = { condition: and(a), path: [0] as MemberPath };
    for (let n = 0; n < 20; n++) edit = indentMember(edit.condition, edit.path);
    expect(edit.path).toHaveLength(8);
  });
});

const conditions: fc.Arbitrary<Condition> = fc.letrec<{ group: Condition; member: Member }>((tie) => ({
  group: fc.record({ combinator: fc.constantFrom("and", "or"), conditions: fc.array(tie("member"), { minLength: 1, maxLength: 3 }) }),
  member: fc.oneof({ maxDepth: 3 }, fc.uuid().map(rule), tie("group")),
})).group;

const rules = (member: Member): string[] => (isGroup(member) ? member.conditions.flatMap(rules) : [member.field]);
const paths = (member: Member, path: number[] = []): number[][] =>
  isGroup(member) ? member.conditions.flatMap((inner, index) => [[...path, index], ...paths(inner, [...path, index])]) : [];
const at = (condition: Condition, path: MemberPath): Member | undefined => groupAt(condition, path.slice(0, -1))?.conditions[path.at(-1) ?? -1];

test("whatever is moved about, no rule is lost, doubled or changed, and the path still leads to the moved member", () => {
  const edits = [
    (condition: Condition, path: MemberPath) => moveMember(condition, path, -1), (condition: Condition, path: MemberPath) => moveMember(condition, path, 1), indentMember, outdentMember,
  ];
  fc.assert(fc.property(conditions, fc.nat(), fc.constantFrom(...edits), (condition, pick, change) => {
    const all = paths(condition);
    const path = all[pick % all.length]!;
    const edit = change(condition, path);
    expect(rules(edit.condition).sort()).toEqual(rules(condition).sort());
    expect(at(edit.condition, edit.path)).toEqual(at(condition, path));
  }), { numRuns: 500 });
});
