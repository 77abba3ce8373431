"use client";

import { Menu, Search } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { NavigationList } from "./navigation-list";
import { ProductMark } from "./product-mark";
import { useAttention } from "./use-attention";
import { UserMenu } from "./user-menu";

/** The top of every page on a narrow screen, with the rail in a sheet. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const attention = useAttention();
  const needsPerson = attention !== undefined && Object.values(attention).some((n) => n > 0);
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-neutral-2 px-2 md:hidden">
      <Sheet open={isOpen} onOpenChange={setIsOpen}>
        <SheetTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={needsPerson ? "Menu; something needs attention" : "Menu"} className="relative">
            <Menu aria-hidden="true" />
            {needsPerson && <span className="absolute top-1 right-1 size-2 rounded-full bg-dead" />}
          </Button>
        </SheetTrigger>
        <SheetContent side="left" title={<span className="flex items-center gap-2"><ProductMark /> Ingestlayer</span>} footer={<UserMenu className="flex-1" />}>
          <nav aria-label="Main">
            <NavigationList onNavigate={() => setIsOpen(false)} />
          </nav>
        </SheetContent>
      </Sheet>
      <Link href="/pipelines" aria-label="Ingestlayer, to the pipelines" className="flex flex-1 items-center gap-2 rounded-sm px-1 font-semibold tracking-tight">
        <ProductMark className="size-5" />
        Ingestlayer
      </Link>
      <Button variant="ghost" size="icon" aria-label="Search and commands" onClick={onSearch}>
        <Search aria-hidden="true" />
      </Button>
    </header>
  );
}
