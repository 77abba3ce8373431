import Link from "next/link";

type DigestNoteProps = { carrierId: string; deliveryId: string };

/** That a delivery goes out in one summary with others, and where to find what was sent. */
export function DigestNote({ carrierId, deliveryId }: DigestNoteProps) {
  const link = "rounded-xs text-accent hover:underline";
  const all = (
    <Link href={`/deliveries?tab=all&digest=${carrierId}`} className={link}>
      all of it
    </Link>
  );
  return (
    <p className="text-label text-neutral-11">
      {carrierId === deliveryId ? (
        <>Events of its group gather into one summary, which is sent here: see {all}. One that stays alone is sent as it is.</>
      ) : (
        <>
          It is part of one summary: see {all}, or{" "}
          <Link href={`/deliveries/${carrierId}`} className={link}>
            the delivery that sends it
          </Link>
          , which has the attempts.
        </>
      )}
    </p>
  );
}
