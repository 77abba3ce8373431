/** Whether the server itself refused the statement. Any other error leaves open whether it was committed. */
export function isRolledBack(error: unknown): boolean {
  return error instanceof Error && "severity" in error && error.severity === "ERROR";
}
