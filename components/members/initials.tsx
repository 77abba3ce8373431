/** Two letters instead of a picture; the words beside them say the same. */
export function Initials({ name, email }: { name: string | null; email: string }) {
  const words = (name ?? email.split("@")[0] ?? "").split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? `${words[0]?.charAt(0)}${words.at(-1)?.charAt(0)}` : (words[0] ?? "?").slice(0, 2);
  return (
    <span aria-hidden="true" className="grid size-8 shrink-0 place-items-center rounded-full border border-neutral-5 bg-neutral-3 font-mono text-label text-neutral-11 uppercase">
      {letters}
    </span>
  );
}
