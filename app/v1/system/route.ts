import { defineRoute } from "@/lib/http/define-route";
import { readSystemStatus } from "@/lib/health/read-system-status";
import { systemResourceSchema } from "@/lib/health/system-resource";
import { dataOf } from "../route-parts";

export const GET = defineRoute({
  scope: "read",
  response: dataOf(systemResourceSchema),
  handler: async () => ({ data: await readSystemStatus() }),
});
