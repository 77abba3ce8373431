import { z } from "zod";

export const organizationResourceSchema = z.object({ id: z.string(), slug: z.string(), name: z.string(), created_at: z.string() });
export type OrganizationResource = z.infer<typeof organizationResourceSchema>;
