"use client";

import { Tooltip as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode } from "react";

type TooltipProps = {
  /** Nothing is shown without it. */
  content: ReactNode;
  children: ReactNode;
  side?: ComponentProps<typeof Radix.Content>["side"];
  align?: ComponentProps<typeof Radix.Content>["align"];
};

/** Its child must take a ref and be reachable by keyboard. */
export function Tooltip({ content, children, side = "top", align = "center" }: TooltipProps) {
  if (content === undefined || content === null || content === "") return children;
  return (
    <Radix.Provider delayDuration={300} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50 max-w-72 animate-appear rounded-sm bg-neutral-12 px-2 py-1 text-label text-neutral-1 shadow-float">
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
