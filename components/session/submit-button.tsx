"use client";

import { useSyncExternalStore, type ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";

/**
 * Sleeps until the page's script is there: before that the browser would send the form by itself, with the password in
 * the address bar.
 */
export function SubmitButton({ className, ...props }: ComponentProps<typeof Button>) {
  const isAwake = useSyncExternalStore(subscribe, () => true, () => false);
  return <Button {...props} type="submit" disabled={!isAwake} className={cn(!isAwake && "disabled:opacity-100", className)} />;
}

function subscribe(): () => void {
  return () => {};
}
