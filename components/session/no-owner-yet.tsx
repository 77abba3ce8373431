import { AuthHeading } from "./auth-heading";

/** Where to find the setup link, without which a stranger could claim an install that can be reached. */
export function NoOwnerYet({ hasTriedLink = false }: { hasTriedLink?: boolean }) {
  return (
    <>
      <AuthHeading title={hasTriedLink ? "This setup link does not work" : "Nobody owns this install yet"}>
        {hasTriedLink
          ? "It has expired, or is not one of this server’s. Restart the server: it prints a new one."
          : "Open the setup link that was printed where the server was started. It makes you the owner."}
      </AuthHeading>
      <pre tabIndex={0} aria-label="What the server prints" className="overflow-x-auto rounded-md border border-neutral-5 bg-neutral-2 p-4 font-mono text-mono text-neutral-11">
        <span className="text-neutral-9">$ npm start</span>
        {"\nIngestlayer is ready\n→ Create the owner account:\n  "}
        <span className="text-neutral-12">…/setup?token=…</span>
      </pre>
      <p className="text-label text-neutral-10">The link works once, and for a day. Restarting the server prints a new one.</p>
    </>
  );
}
