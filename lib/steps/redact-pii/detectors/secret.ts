import type { Span } from "./detector";

/**
 * API keys, tokens and passwords: by the vendors' prefixes, by their form (JWT, PEM), and after words such as `api_key=`.
 * Every expression starts at a fixed word and consumes what it reads, which keeps the search linear.
 */
export function findSecrets(text: string, key: string): Span[] {
  if (text !== "" && isSecretKey(key) && (saysPassword.test(key) || isSecretValue(text, key))) return [span(text, 0, text.length)];
  const spans = findPrivateKeys(text);
  for (const match of text.matchAll(vendorTokens)) spans.push(span(text, match.index, match.index + match[0].length));
  if (text.includes("eyJ")) for (const match of text.matchAll(jsonWebTokens)) spans.push(span(text, match.index, match.index + match[0].length));
  for (const match of text.matchAll(authorizations)) {
    const value = match[1] ?? "";
    const start = match.index + match[0].length - value.length;
    if (/\d/.test(value) || value.length >= 20) spans.push(span(text, start, start + value.length));
  }
  return [...spans, ...findAssignments(text)];
}

/** From the vendors' documents on their key formats; `il_live_` and `ag_live_` are our own. */
const vendorTokens = new RegExp(
  "(?<![A-Za-z0-9])(?:" +
    [
      "[spr]k_(?:live|test)_[A-Za-z0-9]{10,}", "whsec_[A-Za-z0-9+/=]{16,}",
      "sk-[A-Za-z0-9_-]{20,}",
      "xox[abceoprs]-[A-Za-z0-9-]{10,}", "xapp-[A-Za-z0-9-]{10,}",
      "https://hooks\\.slack\\.com/[A-Za-z0-9/_-]{20,}", "https://discord(?:app)?\\.com/api/webhooks/[A-Za-z0-9/_-]{20,}",
      "gh[oprsu]_[A-Za-z0-9]{20,}", "github_pat_[A-Za-z0-9_]{20,}", "glpat-[A-Za-z0-9_-]{16,}",
      "(?:AKIA|ASIA|AGPA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])", "AIza[A-Za-z0-9_-]{30,}", "ya29\\.[A-Za-z0-9_-]{20,}", "GOCSPX-[A-Za-z0-9_-]{20,}",
      "SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}", "npm_[A-Za-z0-9]{30,}", "pypi-[A-Za-z0-9_-]{30,}", "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}",
      "do[oprt]_v1_[a-f0-9]{30,}", "hf_[A-Za-z0-9]{30,}", "key-[a-f0-9]{32}", "AC[a-f0-9]{32}", "SK[a-f0-9]{32}",
      "lin_api_[A-Za-z0-9]{20,}", "ntn_[A-Za-z0-9]{20,}", "secret_[A-Za-z0-9]{30,}", "(?:il|ag)_live_[A-Za-z0-9_-]{10,}", "\\d{8,10}:AA[A-Za-z0-9_-]{30,}",
    ].join("|") +
    ")",
  "g",
);

// The hyphen belongs to a token's own characters: without it in the look-behind, "-eyJ-eyJ…" would be read once per hyphen.
const jsonWebTokens = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g;
const authorizations = /\b(?:Bearer|Basic|Token)\s{1,3}([A-Za-z0-9._~+/=-]{8,})/gi;

const PEM_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** From BEGIN to END; a block that was cut off runs to the end of the text. */
function findPrivateKeys(text: string): Span[] {
  if (!text.includes("PRIVATE KEY")) return [];
  const spans: Span[] = [];
  const begin = new RegExp(PEM_BEGIN);
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const end = new RegExp(PEM_END);
    end.lastIndex = begin.lastIndex;
    end.exec(text);
    const until = end.lastIndex === 0 ? text.length : end.lastIndex;
    spans.push(span(text, match.index, until));
    begin.lastIndex = until;
  }
  return spans;
}

const separator = "[\"'`*]{0,2}\\s{0,3}(?::|=>?|\\bis\\b)\\s{0,3}[\"'`*]{0,2}";
/** A password may hold any character but space, quotes and angle brackets. */
const passwords = new RegExp(`(pass(?:word|wd|phrase|code)|pwd)${separator}([^\\s"'\`<>]{4,})`, "gi");
const keyWords = "secret(?:[ _-]?(?:access[ _-]?)?key)?|token|(?:api|access|auth|private|signing)[ _-]?key(?:[ _-]?id)?|credentials?";
const keys = new RegExp(`(${keyWords})${separator}([^\\s"'\`,;<>()&{}[\\]]{8,})`, "gi");

function findAssignments(text: string): Span[] {
  const spans: Span[] = [];
  for (const expression of [passwords, keys]) {
    for (const match of text.matchAll(expression)) {
      const written = match[2] ?? "";
      const value = written.replace(/[.,;:?)\]}*]{1,3}$/, "");
      if (!isSecretValue(value, match[1] ?? "")) continue;
      const start = match.index + match[0].length - written.length;
      spans.push(span(text, start, start + value.length));
    }
  }
  return spans;
}

const secretKeys = /^(?:.*[_.-])?(?:pass(?:word|wd|phrase)|pwd|secret|token|(?:api|access|auth|private|signing|secret)[_-]?key|secret_access_key|authorization|credential|credentials|cookie)$/;

/** Key names end in the word (`stripe_api_key`), so that `token_count` is none. */
function isSecretKey(key: string): boolean {
  return key.length <= 128 && (secretKeys.test(key) || /(?:password|secret|apikey|accesstoken|authtoken|refreshtoken|privatekey)$/.test(key));
}

/** A plain word after "password" is prose ("password is wrong"); other keys are longer and mix letters with digits. */
function isSecretValue(value: string, key: string): boolean {
  if (/^\p{L}\p{Ll}*$/u.test(value) && value.length < 24) return false;
  if (saysPassword.test(key)) return value.length >= 4;
  return (value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value)) || value.length >= 20;
}

const saysPassword = /pass|pwd/i;

function span(text: string, start: number, end: number): Span {
  return { start, end, canonical: text.slice(start, end) };
}
