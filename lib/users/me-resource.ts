import { z } from "zod";
import { roles } from "@/lib/organizations/role";

/** The signed-in user, and the organizations they may look at. */
export const meResourceSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  /** False: they sign in with a provider. */
  has_password: z.boolean(),
  role: z.enum(roles),
  organization_id: z.string(),
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),
});

export type MeResource = z.infer<typeof meResourceSchema>;
