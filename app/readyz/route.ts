import { answerHealth } from "@/lib/health/answer-health";

export const dynamic = "force-dynamic";

/** For hosts that run Next without server.ts, which answers this path itself. */
export async function GET(): Promise<Response> {
  const answer = await answerHealth("/readyz");
  return new Response(answer?.body, { status: answer?.status ?? 404, headers: answer?.headers });
}
