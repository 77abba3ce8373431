import { NotFoundPage } from "@/components/frame/not-found-page";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <NotFoundPage reason="The address is wrong, or what was here has been deleted." wayOut={{ href: "/", label: "To the start" }} />
    </main>
  );
}
