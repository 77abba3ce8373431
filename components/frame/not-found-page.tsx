import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

type NotFoundPageProps = { /** What may have happened. */ reason: string; wayOut: { href: Route; label: string } };

export function NotFoundPage({ reason, wayOut }: NotFoundPageProps) {
  return (
    <MessagePage
      eyebrow="404"
      title="There is nothing here"
      description={reason}
      actions={
        <Button variant="primary" asChild>
          <Link href={wayOut.href}>{wayOut.label}</Link>
        </Button>
      }
    />
  );
}
