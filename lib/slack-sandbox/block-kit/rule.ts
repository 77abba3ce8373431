/** One thing wrong with a payload, in the shape `blocks.validate` documents. */
export type Violation = {
  /** JSON pointer from the payload's root. */
  pointer: string;
  /** Always `failed_constraint`: the one code the documentation shows. */
  code: "failed_constraint";
  /** Slack's wording, as recorded from live answers. */
  message: string;
  constraint?: { type: string; expected: unknown };
};

/** Checks one value; `at` is its JSON pointer. No violations means that Slack would take it. */
export type Rule = (value: unknown, at: string) => Violation[];

export type Fields = Record<string, Rule>;

const none: Violation[] = [];

export function violation(at: string, message: string, constraint?: Violation["constraint"]): Violation[] {
  return [{ pointer: at, code: "failed_constraint", message, ...(constraint ? { constraint } : {}) }];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string; both limits are inclusive and count UTF-16 units, the stricter reading of Slack's "characters". */
export function text(limits: { min?: number; max?: number } = {}): Rule {
  return (value, at) => {
    if (typeof value !== "string") return violation(at, "must provide a string");
    const min = limits.min ?? 0;
    if (value.length < min) {
      return violation(at, `must be more than ${min - 1} characters`, { type: "min_length", expected: min });
    }
    if (limits.max !== undefined && value.length > limits.max) {
      return violation(at, `must be less than ${limits.max + 1} characters`, { type: "max_length", expected: limits.max });
    }
    return none;
  };
}

export const flag: Rule = (value, at) => (typeof value === "boolean" ? none : violation(at, "must provide a boolean"));

export const number: Rule = (value, at) => (typeof value === "number" ? none : violation(at, "must provide a number"));

export function oneOf(...values: string[]): Rule {
  return (value, at) => {
    if (typeof value !== "string") return violation(at, "must provide a string");
    return values.includes(value) ? none : violation(at, "must be a valid enum value", { type: "enum", expected: values });
  };
}

export function list(item: Rule, limits: { min?: number; max?: number } = {}): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return violation(at, "must provide an array");
    const found: Violation[] = [];
    const { min = 0, max } = limits;
    if (value.length < min) found.push(...violation(at, `no less than ${min} items allowed`, { type: "min_items", expected: min }));
    if (max !== undefined && value.length > max) {
      found.push(...violation(at, `no more than ${max} items allowed`, { type: "max_items", expected: max }));
    }
    // Past the limit nothing is looked at: the answer must not grow with a hostile payload.
    value.slice(0, max).forEach((element, index) => found.push(...item(element, `${at}/${index}`)));
    return found;
  };
}

/** An object of exactly these fields. `extra` sees the whole object once its fields are sound. */
export function object(fields: { required?: Fields; optional?: Fields }, extra?: Rule): Rule {
  const required = fields.required ?? {};
  const known = new Map(Object.entries({ ...fields.optional, ...required }));
  return (value, at) => {
    if (!isObject(value)) return violation(at, "must provide an object");
    const found: Violation[] = [];
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) found.push(...violation(at, `missing required field: ${name}`, { type: "required", expected: name }));
    }
    for (const [name, field] of Object.entries(value)) {
      if (field === undefined) continue;
      const rule = known.get(name);
      found.push(...(rule ? rule(field, `${at}/${name}`) : violation(at, `invalid additional property: ${name}`)));
    }
    return found.length === 0 && extra ? extra(value, at) : found;
  };
}

/** An object whose `type` picks the rule. */
export function byType(rules: Record<string, Rule>): Rule {
  const types = new Map(Object.entries(rules));
  return (value, at) => {
    if (!isObject(value)) return violation(at, "must provide an object");
    const type = value["type"];
    if (type === undefined) return violation(at, "missing required field: type", { type: "required", expected: "type" });
    const rule = typeof type === "string" ? types.get(type) : undefined;
    if (rule) return rule(value, at);
    return violation(`${at}/type`, `unsupported type: ${String(typeof type === "string" ? type : typeof type)}`, {
      type: "enum",
      expected: [...types.keys()],
    });
  };
}

export const unionMessage = "failed to match all allowed schemas";

/** Where several schemas are allowed Slack names the union first and the detail after it. */
export function anyOf(rule: Rule): Rule {
  return (value, at) => {
    const found = rule(value, at);
    return found.length === 0 ? none : [...violation(at, unionMessage), ...found];
  };
}
