import type { Json } from "@/lib/durable/contract";
import type { Problem } from "@/lib/errors";
import type { SchemaMode } from "@/lib/schemas/schema-input";
import { compileSchema, type PayloadCheck } from "@/lib/schemas/compile-schema";
import { keyFromPayload, keyPaths, type SchemaIdempotency } from "@/lib/schemas/idempotency";

/** What is declared of one event type, as the gate applies it. */
export type Declaration = {
  mode: SchemaMode;
  /** Empty where the payload fits. */
  check(payload: Json): Problem[];
  /** The key that the payload's own fields make, null without one. */
  keyOf(payload: Json): string | null;
  /** Of keys made so; null = the source's. */
  windowMs: number | null;
};

/** Compiled by the first event of its type: an organization may declare hundreds, and a process sees few of them. */
export function createDeclaration(mode: SchemaMode, definition: Json, idempotency: Pick<SchemaIdempotency, "key"> & { windowMs?: number | undefined } | null): Declaration {
  let compiled: PayloadCheck | undefined;
  const paths = idempotency ? keyPaths(idempotency.key) : null;
  return {
    mode,
    check(payload) {
      compiled ??= compileSchema(definition);
      return compiled(payload);
    },
    keyOf: (payload) => (paths ? keyFromPayload(paths, payload) : null),
    windowMs: idempotency?.windowMs ?? null,
  };
}
