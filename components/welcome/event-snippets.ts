import type { JsonObject } from "@/lib/pipeline/context";

export type SnippetEvent = { type: string; idempotency_key?: string; payload: JsonObject };

type Snippet = { baseUrl: string; apiKey: string; event: SnippetEvent };

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

await ingest(${JSON.stringify(event.type)}, ${JSON.stringify(event.payload, null, 2)}${event.idempotency_key === undefined ? "" : `, { idempotencyKey: ${JSON.stringify(event.idempotency_key)} }`});`;
}

/** Of the standard library alone. */
export function pythonSnippet({ baseUrl, apiKey, event }: Snippet): string {
  return `import json
import urllib.request

event = json.loads(${pythonText(JSON.stringify(event, null, 2))})
request = urllib.request.Request(
    ${JSON.stringify(`${baseUrl}/v1/ingest`)},
    data=json.dumps(event).encode(),
    headers={"authorization": ${JSON.stringify(`Bearer ${apiKey}`)}, "content-type": "application/json"},
)
print(json.load(urllib.request.urlopen(request, timeout=10)))`;
}

/** Of the standard library alone. */
export function goSnippet({ baseUrl, apiKey, event }: Snippet): string {
  return `package main

import (
	"fmt"
	"net/http"
	"strings"
)

func main() {
	event := ${goText(JSON.stringify(event, null, 2))}
	request, err := http.NewRequest("POST", ${JSON.stringify(`${baseUrl}/v1/ingest`)}, strings.NewReader(event))
	if err != nil {
		panic(err)
	}
	request.Header.Set("authorization", ${JSON.stringify(`Bearer ${apiKey}`)})
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	fmt.Println(response.Status)
}`;
}

function pythonText(text: string): string {
  return `r"""${text.replaceAll('"""', '\\"\\"\\"')}"""`;
}

function goText(text: string): string {
  return `\`${text.replaceAll("`", "\\u0060")}\``;
}
