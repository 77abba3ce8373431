import { defineFunction } from "@/lib/durable/contract";
import { noticeTrigger, type NoticeJobData } from "@/lib/notices/notice-failures";
import type { TellFailure } from "@/lib/notices/tell-failure";

export function tellFailureFunction(tellFailure: TellFailure) {
  return defineFunction<NoticeJobData>({
    id: "tell-failure",
    trigger: noticeTrigger,
    // About a minute: whoever is to hear of a failure should not wait for a channel that is away.
    retries: 6,
    // The notice's row says which round is due.
    handler: ({ data, step }) => step.run("tell", () => tellFailure(data), { idempotent: true }),
    onFailure: ({ data, error }) => tellFailure(data, error.message),
  });
}
