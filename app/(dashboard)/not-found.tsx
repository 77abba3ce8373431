import { NotFoundPage } from "@/components/frame/not-found-page";

export default function NotFound() {
  return <NotFoundPage reason="It has been deleted, or belongs to another organization." wayOut={{ href: "/pipelines", label: "To the pipelines" }} />;
}
