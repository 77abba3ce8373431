/** Characters as Slack counts them in its total: `&`, `<` and `>` at the length of their entities. */
export function textCost(text: string): number {
  let extra = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 38) extra += 4;
    else if (code === 60 || code === 62) extra += 3;
  }
  return text.length + extra;
}
