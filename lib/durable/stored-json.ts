import { NonRetriable } from "./contract";

/**
 * The JSON text that is stored for `value`, or NonRetriable naming `what` where a value read back would differ:
 * trying again cannot help, and the effect that produced the value has already happened.
 */
export function storedJson(value: unknown, what: string): string {
  const fault = findFault(value, "");
  if (fault) throw new NonRetriable(`${what} does not survive JSON: ${fault}`);
  return JSON.stringify(value ?? null);
}

function findFault(value: unknown, path: string): string | undefined {
  const at = path === "" ? "the value" : path;
  switch (typeof value) {
    case "string":
      return isStorableText(value) ? undefined : `${at} contains \\u0000 or half a surrogate pair, which Postgres cannot store`;
    case "boolean":
      return undefined;
    case "undefined":
      // A property set to undefined reads back as a missing one, which is the same to TypeScript; in a list it is not.
      return path.endsWith("]") ? `${at} is undefined` : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : `${at} is ${value}`;
    case "object":
      return value === null ? undefined : findObjectFault(value, path, at);
    default:
      return `${at} is a ${typeof value}`;
  }
}

function findObjectFault(value: object, path: string, at: string): string | undefined {
  if (Array.isArray(value)) return firstFault(value.map((item, index) => [item, `${path}[${index}]`]));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `${at} is a ${value.constructor.name}, not plain data`;
  for (const [key, item] of Object.entries(value)) {
    if (!isStorableText(key)) return `a key in ${at} contains \\u0000 or half a surrogate pair`;
    const fault = findFault(item, path === "" ? key : `${path}.${key}`);
    if (fault) return fault;
  }
  return undefined;
}

function firstFault(items: [unknown, string][]): string | undefined {
  for (const [item, path] of items) {
    const fault = findFault(item, path);
    if (fault) return fault;
  }
  return undefined;
}

/** jsonb refuses U+0000 and lone surrogates, and one such value would fail its whole batch. */
function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}
