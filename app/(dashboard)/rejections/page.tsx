import { type Metadata } from "next";
import { RejectionsView } from "@/components/events/rejections-view";

export const metadata: Metadata = { title: "Rejections" };

export default function RejectionsPage() {
  return <RejectionsView />;
}
