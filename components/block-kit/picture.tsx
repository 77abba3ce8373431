import { stringOf } from "./read-json";
import { safeImageUrl } from "./safe-href";

type Props = { image: Record<string, unknown>; className: string };

/** An image of a message; its alternative text where there is nothing that may be fetched. */
export function Picture({ image, className }: Props) {
  const source = safeImageUrl(stringOf(image["image_url"]));
  const alternative = stringOf(image["alt_text"]);
  if (source === undefined) return <span className="text-(--slack-muted)">[{alternative || "image"}]</span>;
  // Any host may be named here, which next/image would have to be told beforehand.
  // oxlint-disable-next-line nextjs/no-img-element
  return <img src={source} alt={alternative} className={className} loading="lazy" referrerPolicy="no-referrer" />;
}
