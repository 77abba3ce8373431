/** A sentence in which backticks set off code. */
export function InlineCode({ text }: { text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : <code key={index} className="font-mono text-mono break-words text-neutral-12">{part}</code>));
}
