const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The least text an id made at that moment can begin with: ids are a prefix and a ULID, which begins with its time. */
export function idBound(ms: number, prefix = "evt"): string {
  let time = Math.max(0, ms);
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = alphabet.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  return `${prefix}_${text}`;
}
