import type { SandboxCredentials } from "@/lib/slack-sandbox/seed-workspace";

type Props = { apiUrl: string; authorizeUrl: string; credentials: SandboxCredentials };

/** Nothing here opens anything but this sandbox. */
export function ConnectHint({ apiUrl, authorizeUrl, credentials }: Props) {
  const rows = [
    ["API address", apiUrl],
    ["Bot token", credentials.botToken],
    ["Authorize address", authorizeUrl],
    ["Client id", credentials.clientId],
    ["Client secret", credentials.clientSecret],
  ] as const;
  return (
    <details className="border-t border-neutral-5 px-4 py-2 text-sm">
      <summary className="cursor-pointer py-1 font-medium">Connect to this workspace</summary>
      <dl className="space-y-2 pb-2">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="text-neutral-10">{name}</dt>
            <dd className="font-mono text-xs break-all select-all">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
