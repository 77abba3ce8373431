/** A pure step that works: it rounds a number of the event. To be made into what is wanted. */
export function stepFiles({ name, camel, pascal, title }) {
  return {
    "definition.ts": `import { z } from "zod";
import { oneLine } from "@/lib/pipeline/one-line";
import { field } from "@/lib/schema-form/field";
import { defineStep } from "../contract";

export const ${camel} = defineStep({
  id: "${name}",
  version: 1,
  category: "ENR",
  title: "${title} step",
  summary: "Rounds a number of the event.",
  config: z.strictObject({
    input: field.ref({ label: "Number" }),
    name: field.text({ label: "Name", help: "Read as $enrich.<name>." }, 64).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected letters, digits and _"),
  }),
  initial: { name: "rounded" },
  needs: [],
  reads: "raw",
  writes: ({ name }) => [["enrich", name]],
  describe: ({ input, name }) => oneLine(\`\${name} = \${input}, rounded\`),
});
`,
    "execute.ts": `import { resolveText } from "@/lib/pipeline/refs";
import type { StepExecutor } from "../contract";
import type { ${camel} } from "./definition";

export const execute${pascal}: StepExecutor<typeof ${camel}> = ({ config, context }) => {
  const value = resolveText(config.input, context);
  const rounded = typeof value === "number" ? Math.round(value) : null;
  return { kind: "continue", patch: { values: { enrich: { [config.name]: rounded } } } };
};
`,
    "samples.ts": `import type { StepSample } from "../step-sample";

export const samples: StepSample[] = [
  { name: "a number", config: { input: "$event.score", name: "score" }, payload: { score: 0.7 }, expect: { kind: "continue", values: { enrich: { score: 1 } } } },
  { name: "no number", config: { input: "$event.score", name: "score" }, payload: {}, expect: { kind: "continue", values: { enrich: { score: null } } } },
];
`,
    [`${name.replace(".", "-")}.test.ts`]: `import { expect, test } from "vitest";
import { ${camel} } from "./definition";

test("says on its card what it does", () => {
  expect(${camel}.describe({ input: "$event.score", name: "score" })).toBe("score = $event.score, rounded");
});
`,
  };
}
