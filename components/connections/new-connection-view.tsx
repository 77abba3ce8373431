"use client";

import { useRouter } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { BackLink } from "./back-link";
import { kindTitle } from "./connection-kinds";
import { NewConnectionForm } from "./new-connection-form";
import { NotionSignIn } from "./notion-sign-in";

export function NewConnectionView({ kind }: { kind: string }) {
  const router = useRouter();
  return (
    <div className="max-w-2xl">
      <PageHeader eyebrow={<BackLink href="/destinations/new">Connect</BackLink>} title={`Connect ${kindTitle(kind)}`} />
      {kind === "notion" && <NotionSignIn />}
      <NewConnectionForm kind={kind} onCreated={(id) => router.push(`/destinations/${id}`)} />
    </div>
  );
}
