import { z } from "zod";

/** A kind of thing: `customer`, `user`, `ip`. It is a part of refs, hence the letters. */
export const entityKindSchema = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "expected a kind of small letters, digits and _, at most 64, such as customer");

/** Its id in your own system. */
export const externalIdSchema = z.string().min(1, "expected your own id of it").max(256, "expected at most 256 characters");

const traitsMax = 200;
export const traitsBytesMax = 64 * 1024;

const traitName = z.string().min(1).max(128);

/** On a write, null takes a trait away. */
export const traitsSchema = z
  .record(traitName, z.json())
  .refine((traits) => Object.keys(traits).length <= traitsMax, `expected at most ${traitsMax} traits`)
  .refine((traits) => Buffer.byteLength(JSON.stringify(traits)) <= traitsBytesMax, `expected at most ${traitsBytesMax} bytes of JSON`);

export const entityInputSchema = z.strictObject({ kind: entityKindSchema, external_id: externalIdSchema, traits: traitsSchema.default({}) });
export type EntityInput = z.infer<typeof entityInputSchema>;

export const entityChangeSchema = z.strictObject({ traits: traitsSchema });
