import pino from "pino";
import { env } from "./env";

const secretFields = ["authorization", "cookie", "token", "secret", "password", "apiKey", "signature", "secrets"];

/** JSON lines on stdout. Secrets are removed by field name here and, first of all, never passed in. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: null,
  redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[redacted]" },
});
