import Link from "next/link";
import { MessagePage } from "./message-page";
import { Button } from "@/components/ui/button";

/** For a page that this member's role may not open. */
export function ForbiddenPage({ needs }: { /** As in `Only an owner can see this`. */ needs: string }) {
  return (
    <MessagePage
      eyebrow="403"
      title="This is not yours to open"
      description={`${needs}. Ask an owner of the organization to change your role.`}
      actions={
        <Button asChild>
          <Link href="/pipelines">To the pipelines</Link>
        </Button>
      }
    />
  );
}
