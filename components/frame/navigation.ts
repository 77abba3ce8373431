import { BookOpen, Boxes, Braces, Cable, KeyRound, Radio, Send, Settings, Truck, Workflow, type LucideIcon } from "lucide-react";
import { type Route } from "next";
import { type Attention } from "@/lib/attention/attention-resource";

export type NavigationItem = {
  href: Route;
  label: string;
  icon: LucideIcon;
  keys: string;
  /** Where more of its pages are. */
  also?: readonly string[];
  /** In words, when something there needs a person. */
  attention?: (attention: Attention) => string | null;
};

export const navigation: readonly NavigationItem[] = [
  { href: "/pipelines", label: "Pipelines", icon: Workflow, keys: "g p", attention: ({ blocked_destinations: n }) => (n > 0 ? `${count(n, "destination")} blocked` : null) },
  { href: "/events", label: "Events", icon: Radio, keys: "g e", also: ["/rejections", "/runs"] },
  { href: "/deliveries", label: "Deliveries", icon: Truck, keys: "g d", attention: ({ dead_deliveries: n }) => (n > 0 ? `${count(n, "dead delivery", "dead deliveries")} in the last day` : null) },
  { href: "/destinations", label: "Destinations", icon: Send, keys: "g t", attention: ({ connections: n }) => (n > 0 ? `${count(n, "connection")} to reconnect` : null) },
  { href: "/sources", label: "Sources", icon: Cable, keys: "g s" },
  { href: "/recipes", label: "Recipes", icon: BookOpen, keys: "g r" },
  { href: "/entities", label: "Entities", icon: Boxes, keys: "g n" },
  { href: "/schemas", label: "Schemas", icon: Braces, keys: "g h" },
  { href: "/keys", label: "Keys", icon: KeyRound, keys: "g k" },
  { href: "/settings", label: "Settings", icon: Settings, keys: "g ,", attention: ({ notices }) => (notices > 0 ? "failure notices can't be sent" : null) },
];

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The item whose pages `pathname` is one of. */
export function isCurrent({ href, also = [] }: NavigationItem, pathname: string): boolean {
  return [href, ...also].some((start) => pathname === start || pathname.startsWith(`${start}/`));
}
