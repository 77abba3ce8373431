import { destinationCatalog } from "@/lib/destinations/catalog";
import { type StepCategory } from "@/lib/steps/contract";
import { stepCatalog } from "@/lib/steps/catalog";

export type PaletteItem =
  | { part: "source"; kind: "source"; title: string; summary: string }
  | { part: "step"; kind: string; category: StepCategory; title: string; summary: string }
  | { part: "destination"; kind: string; title: string; summary: string };

export type PaletteGroup = { id: string; title: string; items: PaletteItem[] };

const source: PaletteItem = { part: "source", kind: "source", title: "Source", summary: "Lets events of one source in, all or by their type." };

const steps: PaletteItem[] = stepCatalog.map(({ id, category, title, summary }) => ({ part: "step", kind: id, category, title, summary }));

const destinations: PaletteItem[] = Object.values(destinationCatalog).map(({ id, title }) => ({
  part: "destination", kind: id, title, summary: `Sends a message of each event to ${title}.`,
}));

/** Everything a pipeline is made of, in the order of an event's way. */
const paletteGroups: readonly PaletteGroup[] = [
  { id: "source", title: "Source", items: [source] },
  ...(["CTL", "ENR", "MUT"] as const).map((category) => ({ id: category, title: categoryTitle(category), items: steps.filter((item) => item.part === "step" && item.category === category) })),
  { id: "destination", title: "Destinations", items: destinations },
].filter(({ items }) => items.length > 0);

/** The groups with what fits the text and, if given, the part; empty ones are left out. */
export function searchPalette(text: string, part: PaletteItem["part"] | null = null): PaletteGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (item: PaletteItem) =>
    (part === null || item.part === part) && words.every((word) => `${item.kind} ${item.title} ${item.summary}`.toLowerCase().includes(word));
  return paletteGroups.map((group) => ({ ...group, items: group.items.filter(fits) })).filter(({ items }) => items.length > 0);
}

function categoryTitle(category: StepCategory): string {
  return { CTL: "Control", ENR: "Enrichment", MUT: "Mutation" }[category];
}
