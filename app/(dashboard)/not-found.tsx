import Link from "next/link";
import { MessagePage } from "@/components/frame/message-page";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <MessagePage
      eyebrow="404"
      title="There is nothing here"
      description="It has been deleted, or belongs to another organization."
      actions={
        <Button variant="primary" asChild>
          <Link href="/pipelines">To the pipelines</Link>
        </Button>
      }
    />
  );
}
