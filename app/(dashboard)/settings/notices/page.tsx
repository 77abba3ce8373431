import { type Metadata } from "next";
import { NoticeSettings } from "@/components/settings/notice-settings";

export const metadata: Metadata = { title: "Failure notices" };

export default function NoticesPage() {
  return <NoticeSettings />;
}
