import Link from "next/link";
import type { ReactNode } from "react";
import { ProductMark } from "@/components/frame/product-mark";

export default function RecipesLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="sticky top-0 z-10 border-b bg-neutral-1/95 backdrop-blur">
        <div className="mx-auto flex h-14 w-full max-w-6xl items-center gap-4 px-5">
          <Link href="/recipes" className="flex items-center gap-2.5 rounded-xs font-semibold">
            <ProductMark />
            Ingestlayer <span className="font-normal text-neutral-11">recipes</span>
          </Link>
          <nav aria-label="Site" className="ml-auto flex items-center gap-4 text-dense">
            <Link href="/docs/api" className="rounded-xs text-neutral-11 hover:text-neutral-12">
              API
            </Link>
            <Link href="/pipelines" className="rounded-xs font-medium hover:underline">
              Dashboard
            </Link>
          </nav>
        </div>
      </header>
      <main className="mx-auto w-full max-w-6xl flex-1 px-5 py-10">{children}</main>
      <footer className="border-t">
        <p className="mx-auto w-full max-w-6xl px-5 py-6 text-label text-neutral-11">Self-hosted event routing: one command to start, your own machine, your own data.</p>
      </footer>
    </div>
  );
}
