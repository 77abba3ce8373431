"use client";

import { useState, type ReactNode } from "react";

/** As section blocks without `expand` do: a long text shows its beginning first. */
export function SeeMore({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <div className={isOpen ? "" : "max-h-[220px] overflow-hidden *:bg-(--slack-row) [mask-image:linear-gradient(to_bottom,black_190px,transparent)]"}>{children}</div>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="cursor-pointer text-(--slack-link) hover:underline">
        {isOpen ? "See less" : "See more"}
      </button>
    </div>
  );
}
