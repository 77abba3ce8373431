import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Without their names here our font sizes would be taken for colours and thrown out beside one.
const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["body", "dense", "mono", "label"] }], shadow: [{ shadow: ["float"] }] } },
});

/** Joins class names; of two that set the same thing the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
