import { z } from "zod";

/** A mail but its sender, which is the connection's. */
export const emailMessage = z.strictObject({ to: z.array(z.string()).min(1), replyTo: z.string().optional(), subject: z.string(), text: z.string(), html: z.string() });
export type EmailMessage = z.infer<typeof emailMessage>;
