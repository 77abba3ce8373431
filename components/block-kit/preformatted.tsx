import { type ReactNode } from "react";

export function Preformatted({ children }: { children: ReactNode }) {
  return <pre className="my-1 rounded border border-(--slack-line) bg-(--slack-code-ground) p-2 leading-[18px] wrap-anywhere whitespace-pre-wrap">{children}</pre>;
}
