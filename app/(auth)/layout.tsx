import { type Metadata } from "next";
import { type ReactNode } from "react";
import { WayOfAnEvent } from "@/components/session/way-of-an-event";

// These pages' addresses hold tokens: no other site is to see them.
export const metadata: Metadata = { referrer: "same-origin" };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-5">
      <main className="mx-auto flex w-full max-w-[22rem] flex-1 flex-col justify-center gap-7 py-12">{children}</main>
      <footer className="pb-8">
        <WayOfAnEvent />
      </footer>
    </div>
  );
}
