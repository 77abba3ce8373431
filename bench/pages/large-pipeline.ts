/** As large as the builder has to stay quick with: 30 steps and 20 destinations. */
export function largePipeline() {
  const where = { combinator: "and", conditions: [{ field: "$event.amount", op: ">", value: 10 }] };
  return {
    version: 1,
    slug: "large",
    name: "Large",
    sources: [{ source: "default", match: "order.*" }],
    steps: Array.from({ length: 30 }, (_, index) => ({ id: `step-${index + 1}`, kind: "filter.match", name: `Step ${index + 1}`, config: { where } })),
    destinations: Array.from({ length: 20 }, (_, index) => ({ id: `hook-${index + 1}`, kind: "webhook", connection: "hook", target: {}, ...(index % 2 ? { when: where } : {}) })),
  };
}
