export type ApiProblem = { path: string; message: string };

/** What `/v1` answered instead of what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    /** HTTP; 0 when there was no answer at all. */
    readonly status: number,
    /** One of the API's documented codes; `unreachable` when there was no answer. */
    readonly code: string,
    message: string,
    /** Every field that is wrong, if the error concerns fields. */
    readonly details: ApiProblem[],
    /** To quote when asking for help. */
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

/** `body` is whatever came: a proxy's HTML page was read as undefined. */
export function apiErrorFrom(status: number, body: unknown, requestId: string | null): ApiError {
  if (status === 0) return new ApiError(0, "unreachable", "The server can't be reached. Check your connection.", [], null);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const code = typeof error.code === "string" ? error.code : "internal";
  const message = typeof error.message === "string" ? error.message : `The server answered ${status} without saying why.`;
  const details = Array.isArray(error.details) ? error.details.filter(isProblem) : [];
  return new ApiError(status, code, message, details, requestId);
}

function isProblem(value: unknown): value is ApiProblem {
  return isRecord(value) && typeof value.path === "string" && typeof value.message === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
