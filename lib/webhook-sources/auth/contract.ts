import type { Json } from "@/lib/durable/contract";

/** One call to a webhook source, its body as the bytes that came. */
export type WebhookCall = {
  /** By a name in lower case; undefined where it did not come. */
  header(name: string): string | undefined;
  body: Buffer;
  nowMs: number;
};

type Payload = { [key: string]: Json };

/** One way of signing. What is not said falls back on the rules for every webhook. */
export type WebhookAuth = {
  /** Whether `secret` proves the call. Compares in constant time; never throws. */
  isProven(call: WebhookCall, secret: string): boolean;
  /** The event type that the sender means. */
  typeOf?(call: WebhookCall, payload: Payload): string | undefined;
  /** What the sender calls this delivery on each of its tries. */
  keyOf?(call: WebhookCall, payload: Payload): string | undefined;
};
