import type { Json } from "@/lib/durable/contract";
import { formatDate, instantOf, relativeTime } from "./dates";
import { formatMoney, formatNumber } from "./numbers";
import { numberOf, textOf, truncateText } from "./text";

export type FilterValue = Json | undefined;

export type TemplateFilter = {
  /** One sentence for completion. */
  summary: string;
  args: readonly { name: string; isRequired: boolean }[];
  /** Never throws, whatever the data. */
  apply(value: FilterValue, args: readonly FilterValue[], nowMs: number): FilterValue;
};

/** No chain of filters may blow a value up beyond this. */
const filteredLengthMax = 500_000;

const required = (name: string) => ({ name, isRequired: true });
const optional = (name: string) => ({ name, isRequired: false });
const onText = (summary: string, change: (text: string) => string): TemplateFilter => ({
  summary, args: [], apply: (value) => change(textOf(value)),
});

/** What `{{ value | name: argument, argument }}` knows. `raw` is seen by the renderer: the value is not escaped. */
export const templateFilters: Readonly<Record<string, TemplateFilter>> = {
  default: {
    summary: "Another value when this one is missing, null or empty.",
    args: [required("value")],
    apply: (value, [fallback]) => (value === undefined || value === null || value === "" ? fallback : value),
  },
  upper: onText("In capital letters.", (text) => text.toUpperCase()),
  lower: onText("In small letters.", (text) => text.toLowerCase()),
  capitalize: onText("With a capital first letter.", (text) => text.replace(/^\p{L}/u, (letter) => letter.toUpperCase())),
  truncate: {
    summary: "Cut to so many characters, an ellipsis among them.",
    args: [required("length"), optional("ellipsis")],
    apply: (value, [length, ellipsis]) => {
      const lengthMax = numberOf(length);
      if (lengthMax === null) return textOf(value);
      return truncateText(textOf(value), Math.max(0, Math.floor(lengthMax)), ellipsis === undefined ? undefined : textOf(ellipsis));
    },
  },
  date: {
    summary: "A time as YYYY-MM-DD HH:mm, or in a format and time zone of yours.",
    args: [optional("format"), optional("time zone")],
    apply: (value, [format, zone]) => {
      const instant = instantOf(value);
      return instant === null ? textOf(value) : formatDate(instant, textOf(format), textOf(zone));
    },
  },
  relative: {
    summary: "A time as seen from now: 5 minutes ago.",
    args: [],
    apply: (value, _args, nowMs) => {
      const instant = instantOf(value);
      return instant === null ? textOf(value) : relativeTime(instant, nowMs);
    },
  },
  number: {
    summary: "1234.5 as 1,234.5; the argument is the number of decimals.",
    args: [optional("decimals")],
    apply: (value, [decimals]) => {
      const number = numberOf(value);
      return number === null ? textOf(value) : formatNumber(number, numberOf(decimals));
    },
  },
  money: {
    summary: "Minor units as an amount: 4900 with USD is $49.00.",
    args: [optional("currency")],
    apply: (value, [currency]) => {
      const number = numberOf(value);
      return number === null ? textOf(value) : formatMoney(number, textOf(currency));
    },
  },
  json: {
    summary: "As JSON; the argument is the indentation.",
    args: [optional("indentation")],
    apply: (value, [indentation]) => (value === undefined ? "null" : JSON.stringify(value, null, numberOf(indentation) ?? undefined)),
  },
  join: {
    summary: "A list as one text, with a comma or a separator of yours between.",
    args: [optional("separator")],
    apply: (value, [separator]) => (Array.isArray(value) ? value.map(textOf).join(separator === undefined ? ", " : textOf(separator)) : textOf(value)),
  },
  first: {
    summary: "The first item of a list, the first character of a text.",
    args: [],
    apply: (value) => (Array.isArray(value) ? value[0] : [...textOf(value).slice(0, 2)][0]),
  },
  last: {
    summary: "The last item of a list, the last character of a text.",
    args: [],
    apply: (value) => (Array.isArray(value) ? value.at(-1) : [...textOf(value).slice(-2)].at(-1)),
  },
  size: {
    summary: "How many items a list has, how many characters a text has.",
    args: [],
    apply: (value) => {
      if (value !== null && typeof value === "object") return Array.isArray(value) ? value.length : Object.keys(value).length;
      return textOf(value).length;
    },
  },
  replace: {
    summary: "Every occurrence of a text replaced by another.",
    args: [required("search"), optional("replacement")],
    apply: (value, [search, replacement]) => replaceText(textOf(value), textOf(search), textOf(replacement)),
  },
  raw: { summary: "Not escaped: markup in the data becomes active. For data you trust.", args: [], apply: (value) => value },
};

function replaceText(text: string, search: string, replacement: string): string {
  if (search === "") return text;
  const parts = text.split(search);
  const lengthAfter = text.length + (parts.length - 1) * (replacement.length - search.length);
  return lengthAfter > filteredLengthMax ? text : parts.join(replacement);
}
