import type { WebhookAuth } from "./contract";
import { equalInConstantTime } from "./equal-in-constant-time";

/** `Authorization: Bearer <secret>`. */
export const bearer: WebhookAuth = {
  isProven({ header }, secret) {
    const given = /^bearer +(.*)$/i.exec(header("authorization") ?? "")?.[1]?.trim();
    return given !== undefined && equalInConstantTime(given, secret);
  },
};
