import { toast } from "sonner";
import { describeError } from "./describe-error";

/** Tells that what the user just did did not work; fits a mutation's `onError`. */
export function showError(error: unknown): void {
  const { message, requestId } = describeError(error);
  toast.error(message, requestId ? { description: `request ${requestId}` } : {});
}
