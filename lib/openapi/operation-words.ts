/** What an operation does, said from its method and path: `POST /v1/pipelines/[id]/deploy` → Deploy a pipeline. */
export function describeOperation(method: string, path: string): string {
  const known = exceptions[`${method} ${path}`];
  if (known !== undefined) return known;
  const segments = path.replace("/v1/", "").split("/");
  const last = segments.at(-1) ?? "";
  const noun = words(segments[0] ?? "");
  if (isParameter(last)) return `${{ GET: "Read", PUT: "Change", PATCH: "Change", DELETE: "Delete", POST: "Change" }[method] ?? method} ${withArticle(singular(noun))}`;
  if (segments.length === 1) return method === "POST" ? `Create ${withArticle(singular(noun))}` : `${{ GET: "List", PUT: "Change", PATCH: "Change", DELETE: "Delete" }[method] ?? method} ${noun}`;
  const owner = withArticle(singular(noun));
  return method === "GET" ? `List the ${words(last)} of ${owner}` : `${capital(words(last))} ${owner}`;
}

const exceptions: Record<string, string> = {
  "GET /v1/me": "Read who asks",
  "PATCH /v1/me": "Change one's own name or organization",
  "PUT /v1/me/password": "Change one's own password",
  "POST /v1/me/password": "Change one's own password",
  "POST /v1/me/sign-out": "End one's other sessions",
  "GET /v1/system": "Read what this install runs on",
  "GET /v1/models": "List where models can be asked",
  "GET /v1/types": "Read the declared events as TypeScript",
  "GET /v1/audit": "List what was changed by whom",
  "GET /v1/activity": "Count events and deliveries by the hour",
  "GET /v1/attention": "Count what needs a person",
  "GET /v1/organization": "Read the organization",
  "PATCH /v1/organization": "Rename the organization",
  "GET /v1/pipelines/[id]/export": "Export a pipeline as JSON or YAML",
  "POST /v1/pipelines/import": "Import a pipeline",
  "POST /v1/deliveries/replay": "Replay deliveries by a filter, as a job",
  "GET /v1/deliveries/replay/count": "Count what a replay by a filter would take",
  "GET /v1/deliveries/replay/[id]": "Read a replay job",
  "DELETE /v1/deliveries/replay/[id]": "Cancel a replay job",
  "GET /v1/sources/[id]/address": "Read a webhook source's address",
  "POST /v1/sources/[id]/rotate": "Make a webhook source's secret or address anew",
  "POST /v1/connections/check": "Try credentials before they are kept",
  "POST /v1/connections/[id]/test-message": "Send a test message",
  "POST /v1/pipelines/[id]/destinations/[destinationId]/resume": "Resume a destination that was mended",
  "POST /v1/rejections/retry": "Judge again what a schema refused of a type",
  "POST /v1/rejections/[id]/accept": "Accept a rejected event anyway",
  "POST /v1/rejections/[id]/retry": "Judge a rejected event again",
  "GET /v1/schemas/[type]/inferred": "Infer a schema from recent events",
  "POST /v1/schemas/[type]/check": "Try a schema on recent events",
  "POST /v1/invitations/accept": "Accept an invitation",
  "POST /v1/setup": "Make the first owner",
  "DELETE /v1/keys/[id]": "Revoke a key",
  "POST /v1/schemas": "Declare an event type",
  "GET /v1/notion-app": "Read whether one can sign in with Notion",
  "GET /v1/slack-app": "Read the Slack app",
  "PUT /v1/slack-app": "Set the Slack app",
  "DELETE /v1/slack-app": "Forget the Slack app",
};

/** The part of the API it belongs to. */
export function tagOf(path: string): string {
  return capital(words(path.replace("/v1/", "").split("/")[0] ?? ""));
}

function isParameter(segment: string): boolean {
  return segment.startsWith("[");
}

function words(segment: string): string {
  return segment.replaceAll("-", " ");
}

function singular(noun: string): string {
  return noun.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
