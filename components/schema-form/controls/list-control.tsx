"use client";

import type { ControlProps } from "../control-props";
import { itemOf } from "../field-node";
import { ListItems } from "./list-items";
import { TextChips } from "./text-chips";

/** Short texts as chips, anything else as items one below the other. */
export function ListControl(props: ControlProps) {
  const item = itemOf(props.node.schema);
  if (!item) return null;
  return item.meta.control === "text" ? <TextChips {...props} item={item} /> : <ListItems {...props} item={item} />;
}
