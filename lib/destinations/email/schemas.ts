import { z } from "zod";
import { field } from "@/lib/schema-form/field";
import { messageFields } from "../message-fields";
import { emailLimits } from "./limits";

const address = /^[^\s@<>"',;:\\()[\]]{1,64}@[^\s@<>"',;:\\()[\]]{1,253}$/;

export const emailConnection = z.strictObject({
  host: field.text({ label: "Server", placeholder: "smtp.example.com" }, 253).regex(/^[A-Za-z0-9.:-]+$/, "expected a server's name"),
  port: field.number({ label: "Port", help: "465 for TLS, 587 for STARTTLS." }, z.number().int().min(1).max(65_535)),
  security: field.select({ label: "Encryption" }, ["starttls", "tls", "none"], { starttls: "STARTTLS", tls: "TLS", none: "None" }).default("starttls"),
  user: field.text({ label: "User" }, 300).optional(),
  password: field.secret({ label: "Password" }, z.string().min(1).max(1000)).optional(),
  fromAddress: field.text({ label: "From, address", placeholder: "events@example.com" }, 320).regex(address, "expected a mail address"),
  fromName: field.text({ label: "From, name", placeholder: "Ingestlayer" }, 100).regex(/^[^\r\n]*$/, "expected one line").optional(),
});

export const emailTarget = z.strictObject({
  to: field.list({ label: "Recipients", help: "Addresses, or refs such as $event.email; a ref to a list is each of its addresses." }, field.template({ label: "Address", placeholder: "team@example.com" }, 400), emailLimits.recipients).min(1, "expected a recipient"),
  replyTo: field.template({ label: "Answers go to", isAdvanced: true }, 400).optional(),
});

export const emailTemplate = z.strictObject(messageFields({ textHelp: 'HTML: <b>bold</b>, <i>italic</i>, <a href="$event.url">a link</a>. The title is the subject.', fieldsMax: 50 }));

export const emailConfig = z.strictObject({});

export type EmailConnection = z.infer<typeof emailConnection>;
export type EmailTarget = z.infer<typeof emailTarget>;
export type EmailTemplate = z.infer<typeof emailTemplate>;
export type EmailConfig = z.infer<typeof emailConfig>;
