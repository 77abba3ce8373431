import { RadioTower } from "lucide-react";
import { CategoryTag } from "@/components/marks/category-tag";
import { DestinationMark } from "@/components/marks/destination-mark";
import { type PaletteItem } from "./palette-items";

export function ItemMark({ item }: { item: PaletteItem }) {
  if (item.part === "step") return <CategoryTag category={item.category} />;
  if (item.part === "destination") return <DestinationMark kind={item.kind} className="size-5" />;
  return (
    <span aria-hidden="true" className="inline-grid size-5 shrink-0 place-items-center rounded-xs bg-source-tint text-source [&_svg]:size-3">
      <RadioTower />
    </span>
  );
}
