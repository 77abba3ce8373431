/** Moves the focus from card to card; to the first one when none has it. False at the ends. */
export function stepFocus(list: HTMLElement | null, by: number): boolean {
  const cards = [...(list?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
  const at = cards.findIndex((card) => card === document.activeElement);
  const next = cards[at === -1 ? (by > 0 ? 0 : cards.length - 1) : at + by];
  next?.focus();
  next?.closest("article")?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}
