import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import type { DurableFunction } from "@/lib/durable/contract";
import { log } from "@/lib/log";
import { createInngestClient } from "./client";
import type { InngestSettings } from "./settings";
import { toInngest } from "./to-inngest";

export type Served = Record<"GET" | "POST" | "PUT", (request: Request) => Promise<Response>>;

/** Loads the SDK: to be imported only where Inngest is configured. */
export function serveFunctions(settings: InngestSettings, functions: DurableFunction[], publicUrl: string): Served {
  const client = createInngestClient({ ...settings, logger: log });
  const { GET, POST, PUT } = serve({
    client,
    functions: functions.map((fn) => toInngest(client, fn)),
    // What is registered must not follow from a caller's Host header.
    serveOrigin: publicUrl,
    servePath: "/api/inngest",
    enableUnauthedSync: false,
  });
  // The typed boundary of the SDK, which names Next's own class and uses what every Request has.
  const asNext = (request: Request) => request as NextRequest;
  return { GET: (request) => GET(asNext(request), undefined), POST: (request) => POST(asNext(request), undefined), PUT: (request) => PUT(asNext(request), undefined) };
}
