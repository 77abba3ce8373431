import { type ReactNode } from "react";

export function Quote({ children }: { children: ReactNode }) {
  return (
    <blockquote className="relative my-1 pl-4 wrap-anywhere whitespace-pre-wrap before:absolute before:inset-y-0 before:left-0 before:w-1 before:rounded-lg before:bg-(--slack-quote)">
      {children}
    </blockquote>
  );
}
