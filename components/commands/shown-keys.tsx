"use client";

import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui/kbd";
import { shownKeys } from "./key-sequence";

/** A command's keys, as this computer's keyboard has them. */
export function ShownKeys({ keys }: { keys: string }) {
  const isMac = useSyncExternalStore(subscribeToNothing, readIsMac, () => false);
  return (
    <span className="inline-flex items-center gap-1">
      {shownKeys(keys, isMac).map((key, index) => (
        <Kbd key={index}>{key}</Kbd>
      ))}
    </span>
  );
}

const subscribeToNothing = () => () => {};

function readIsMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
