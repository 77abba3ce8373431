import { handleInNext } from "@/lib/ingest/http/handle-in-next";

// server.ts answers this path itself, at a fraction of the cost; this mount is for hosts that run Next alone.
export const POST = handleInNext;
export const GET = handleInNext;
export const PUT = handleInNext;
export const PATCH = handleInNext;
export const DELETE = handleInNext;
export const OPTIONS = handleInNext;
