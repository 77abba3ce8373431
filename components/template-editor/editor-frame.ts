/** As every text-like control looks. */
export const editorFrame =
  "min-w-0 overflow-hidden rounded-sm border border-neutral-6 bg-raised text-neutral-12 transition-colors hover:border-neutral-7 " +
  "focus-within:border-accent focus-within:outline-1 focus-within:outline-accent data-[invalid]:border-dead data-[invalid]:focus-within:outline-dead data-[disabled]:bg-neutral-3";

const linePixels = 20;
/** Of the content, above and below. */
const paddingPixels = 5;

export function editorHeight(lines: number): number {
  return lines * linePixels + 2 * paddingPixels;
}
