import { z } from "zod";

export const auditEntrySchema = z.object({
  id: z.string(),
  /** `user:usr_…`, `key:key_…` or `system` */
  actor: z.string(),
  /** The user's address or the key's name; null when it is gone, and for the system. */
  actor_name: z.string().nullable(),
  /** `pipeline.deployed` */
  action: z.string(),
  /** The id of what it happened to. */
  subject: z.string(),
  /** What that is called; null when it is gone. */
  subject_name: z.string().nullable(),
  detail: z.record(z.string(), z.json()),
  created_at: z.string(),
});
export type AuditEntryResource = z.infer<typeof auditEntrySchema>;
