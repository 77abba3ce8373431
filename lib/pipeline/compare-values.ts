import type { Json } from "@/lib/durable/contract";
import { isNumeric } from "./text";

/**
 * Equality of conditions: two numbers or numeric texts by value (`"10.0"` equals 10), missing equals null, true equals
 * `"true"`, lists and objects member by member, anything else as it is.
 */
export function equalValues(left: Json | undefined, right: Json | undefined): boolean {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
  if (left === undefined || left === null || right === undefined || right === null) return (left ?? null) === (right ?? null);
  if (typeof left === "object" || typeof right === "object") {
    return typeof left === "object" && typeof right === "object" && equalMembers(left, right);
  }
  return String(left) === String(right);
}

/** Negative, 0 or positive; null when the two have no order. Texts compare by code unit, which orders ISO times. */
export function compareValues(left: Json | undefined, right: Json | undefined): number | null {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left !== "string" || typeof right !== "string" || isNumeric(left) || isNumeric(right)) return null;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whole numbers beyond 2^53, ids mostly, are compared digit by digit: as doubles neighbours would be equal. */
function compareNumbers(left: number | string, right: number | string): number {
  const [leftNumber, rightNumber] = [Number(left), Number(right)];
  const isBig = !Number.isSafeInteger(Math.trunc(leftNumber)) && !Number.isSafeInteger(Math.trunc(rightNumber));
  if (isBig && isWhole(left) && isWhole(right)) {
    const difference = BigInt(left) - BigInt(right);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
}

function isWhole(value: number | string): boolean {
  return typeof value === "number" ? Number.isInteger(value) : /^-?\d+$/.test(value);
}

function equalMembers(left: Json[] | { [key: string]: Json }, right: Json[] | { [key: string]: Json }): boolean {
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [leftEntries, rightValues] = [Object.entries(left), new Map(Object.entries(right))];
  return leftEntries.length === rightValues.size
    && leftEntries.every(([key, value]) => rightValues.has(key) && equalValues(value, rightValues.get(key)));
}
