import { z } from "zod";

/** What a column of traits holds. */
export const jsonObjectSchema = z.record(z.string(), z.json());
