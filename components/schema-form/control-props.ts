import type { Json } from "@/lib/durable/contract";
import type { FieldNode } from "./field-node";

/** What every control is given. */
export type ControlProps = {
  node: FieldNode;
  /** Of the input that the label names; of a group, the id of its legend. */
  id: string;
  /** In the config: `labels[0].name`. */
  path: string;
  value: Json | undefined;
  /** Undefined leaves the field out. */
  onChange: (value: Json | undefined) => void;
  disabled: boolean;
  isInvalid: boolean;
  /** Ids of the help and of the problem. */
  describedBy: string | undefined;
};
