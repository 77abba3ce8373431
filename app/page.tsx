import { redirect } from "next/navigation";
import { requireViewer } from "@/app/session";

export default async function HomePage(): Promise<never> {
  await requireViewer();
  redirect("/pipelines");
}
