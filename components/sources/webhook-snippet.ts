const body = '{"type":"invoice.paid","id":"in_1042"}';

/** A call as its sender makes it, to paste into a POSIX shell; `$SECRET` stands for the source's secret. */
export function webhookSnippet(url: string, mode: string | null): string {
  const post = (...headers: string[]) => [`curl ${url}`, ...headers.map((header) => `  -H "${header}"`), '  -H "content-type: application/json"', "  -d \"$BODY\""].join(" \\\n");
  const start = `BODY='${body}'`;
  switch (mode) {
    case "hmac":
      return `${start}\nSIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')\n${post("x-ingest-signature: sha256=$SIGNATURE")}`;
    case "github":
      return `${start}\nSIGNATURE=$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')\n${post("x-hub-signature-256: sha256=$SIGNATURE", "x-github-event: ping")}`;
    case "stripe":
      return `${start}\nTIME=$(date +%s)\nSIGNATURE=$(printf %s "$TIME.$BODY" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')\n${post("stripe-signature: t=$TIME,v1=$SIGNATURE")}`;
    case "standard-webhooks":
      return `${start}\nTIME=$(date +%s)\nKEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \\n')\nSIGNATURE=$(printf %s "msg_1.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$KEY -binary | base64)\n${post("webhook-id: msg_1", "webhook-timestamp: $TIME", "webhook-signature: v1,$SIGNATURE")}`;
    case "bearer":
      return `${start}\n${post("authorization: Bearer $SECRET")}`;
    default:
      return `${start}\n${post()}`;
  }
}
