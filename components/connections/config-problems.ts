import { ApiError } from "@/components/query/api-error";

type Problem = { path: string; message: string };

/** What the server found wrong with a connection: at its own fields, and inside of its config. */
export function splitProblems(error: unknown): { own: Problem[]; config: Problem[] } {
  const details = error instanceof ApiError ? error.details : [];
  const isConfig = ({ path }: Problem) => path === "config" || path.startsWith("config.");
  return {
    own: details.filter((problem) => !isConfig(problem)),
    config: details.filter(isConfig).map(({ path, message }) => ({ path: path.replace(/^config\.?/, ""), message })),
  };
}
