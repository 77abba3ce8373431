/** Help as definitions write it: what stands in backticks is code. */
export function HelpText({ text }: { text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : <code key={index} className="font-mono text-neutral-11">{part}</code>));
}
