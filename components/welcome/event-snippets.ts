type Snippet = { baseUrl: string; apiKey: string; event: { type: string; payload: Record<string, string> } };

/** For a POSIX shell: the body stands in single quotes. */
export function curlSnippet({ baseUrl, apiKey, event }: Snippet): string {
  const body = JSON.stringify(event, null, 2).replaceAll("'", "'\\''");
  return `curl ${baseUrl}/v1/ingest \\\n  -H "authorization: Bearer ${apiKey}" \\\n  -H "content-type: application/json" \\\n  -d '${body}'`;
}

export function sdkSnippet({ baseUrl, apiKey, event }: Snippet): string {
  return `import { configure, ingest } from "@ingestlayer/sdk";

configure({
  apiKey: ${JSON.stringify(apiKey)},
  baseUrl: ${JSON.stringify(baseUrl)},
});

await ingest(${JSON.stringify(event.type)}, ${JSON.stringify(event.payload, null, 2)});`;
}
