import { type LucideIcon } from "lucide-react";

/** Something a person can do from anywhere on the page. */
export type Command = {
  id: string;
  label: string;
  group: string;
  icon?: LucideIcon;
  /** More words it is found by. */
  keywords?: string[];
  /** One key or a sequence, as in `n`, `?`, `g p`, `mod+k`. */
  keys?: string;
  /** Without it the page itself handles the keys, and the keyboard map names them. */
  run?: () => void;
};
