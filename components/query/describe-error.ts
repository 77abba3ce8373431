import { ApiError } from "./api-error";

/** What a person may read of an error, and the id to quote. */
export function describeError(error: unknown): { message: string; requestId: string | null } {
  if (error instanceof ApiError) return { message: error.message, requestId: error.requestId };
  return { message: "Something went wrong on this page.", requestId: null };
}
