import { type Metadata } from "next";
import { notFound } from "next/navigation";
import { ForbiddenPage } from "@/components/frame/forbidden-page";
import { requireViewer } from "@/app/session";
import { ConnectSlackView } from "@/components/connections/connect-slack-view";
import { NewConnectionView } from "@/components/connections/new-connection-view";
import { destinationDefinition } from "@/lib/destinations/catalog";

type Props = { params: Promise<{ kind: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return { title: `Connect ${destinationDefinition(kind)?.title ?? "a destination"}` };
}

export default async function NewConnectionPage({ params }: Props) {
  const { kind } = await params;
  if (!destinationDefinition(kind)) notFound();
  const { canEdit } = await requireViewer();
  if (!canEdit) return <ForbiddenPage needs="Only an editor or an owner can connect a destination" />;
  return kind === "slack" ? <ConnectSlackView /> : <NewConnectionView kind={kind} />;
}
