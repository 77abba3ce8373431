import Link from "next/link";
import { MessagePage } from "@/components/frame/message-page";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <MessagePage
        eyebrow="404"
        title="There is nothing here"
        description="The address is wrong, or what was here has been deleted."
        actions={
          <Button variant="primary" asChild>
            <Link href="/">To the start</Link>
          </Button>
        }
      />
    </main>
  );
}
