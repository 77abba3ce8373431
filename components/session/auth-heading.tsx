import { type ReactNode } from "react";
import { ProductMark } from "@/components/frame/product-mark";

export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex flex-col gap-2">
      <ProductMark className="mb-3 size-9" />
      <h1 className="text-[22px] leading-7 font-semibold tracking-tight text-balance">{title}</h1>
      {children && <p className="text-neutral-11 text-pretty">{children}</p>}
    </header>
  );
}
