import { handleInNext } from "@/lib/ingest/http/handle-in-next";

// server.ts answers these paths itself, at a fraction of the cost; these mounts are for hosts that run Next alone.
export { handleInNext as DELETE, handleInNext as GET, handleInNext as OPTIONS, handleInNext as PATCH, handleInNext as POST, handleInNext as PUT };
