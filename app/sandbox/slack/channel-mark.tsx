/** The sign before a channel's name: a lock for a private one. */
export function ChannelMark({ isPrivate }: { isPrivate: boolean }) {
  return (
    <span aria-hidden="true" className="mr-1 inline-flex w-5 justify-center opacity-70">
      {isPrivate ? (
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" className="size-3.5 self-center">
          <rect x="3" y="7" width="10" height="7" rx="1.5" />
          <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
        </svg>
      ) : (
        "#"
      )}
    </span>
  );
}
