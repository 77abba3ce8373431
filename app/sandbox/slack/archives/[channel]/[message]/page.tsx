import { redirect } from "next/navigation";

type Props = { params: Promise<{ channel: string; message: string }> };

/** Where a permalink of the sandbox leads: the message in its channel. */
export default async function Permalink({ params }: Props): Promise<never> {
  const { channel, message } = await params;
  redirect(`/sandbox/slack?channel=${encodeURIComponent(channel)}#${encodeURIComponent(message)}`);
}
