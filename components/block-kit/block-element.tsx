import { ChevronDown, Ellipsis } from "lucide-react";
import { type ReactNode } from "react";
import { emojiText } from "./emoji-text";
import { Inlines } from "./inlines";
import { TextObject } from "./mrkdwn-text";
import { OutsideLink } from "./outside-link";
import { Picture } from "./picture";
import { listOf, recordOf, stringOf } from "./read-json";
import { safeHref } from "./safe-href";

/** What an actions block holds, or a section beside its text. Only links do anything here. */
export function BlockElement({ element }: { element: Record<string, unknown> }) {
  switch (element["type"]) {
    case "image":
      return <Picture image={element} className="size-[88px] max-w-full rounded-lg border border-(--slack-line) object-cover" />;
    case "button":
      return <Button element={element} />;
    case "overflow":
      return (
        <span className={`${outlined} px-1.5`} title={optionLabels(element)} role="img" aria-label={`More: ${optionLabels(element)}`}>
          <Ellipsis aria-hidden="true" className="size-4" />
        </span>
      );
    case "checkboxes":
    case "radio_buttons":
      return <Choices element={element} />;
    case "datepicker":
      return <Picker>{stringOf(element["initial_date"]) || placeholderOf(element, "Select a date")}</Picker>;
    case "timepicker":
      return <Picker>{stringOf(element["initial_time"]) || placeholderOf(element, "Select a time")}</Picker>;
    case "datetimepicker":
      return <Picker>{placeholderOf(element, "Select a date and time")}</Picker>;
    default:
      return <Picker>{textOf(recordOf(element["initial_option"])["text"]) || placeholderOf(element, "Choose an option")}</Picker>;
  }
}

const shape = "inline-flex h-7 max-w-full items-center rounded-lg border px-2.5 text-[13px] leading-none font-bold";
const outlined = `${shape} border-(--slack-outline) bg-(--slack-button)`;
const looks = new Map([
  ["primary", `${shape} border-transparent bg-(--slack-primary) text-white`],
  ["danger", `${shape} border-transparent bg-(--slack-danger) text-white`],
]);

function Button({ element }: { element: Record<string, unknown> }) {
  const label = (
    <span className="truncate">
      <Inlines items={emojiText(textOf(element["text"]))} />
    </span>
  );
  const look = looks.get(stringOf(element["style"])) ?? outlined;
  const url = stringOf(element["url"]);
  if (safeHref(url) === undefined) return <span className={look}>{label}</span>;
  return (
    <OutsideLink href={url} className={look}>
      {label}
    </OutsideLink>
  );
}

function Picker({ children }: { children: ReactNode }) {
  return (
    <span className={`${outlined} min-w-36 justify-between gap-2 font-normal`}>
      <span className="truncate">{children}</span>
      <ChevronDown aria-hidden="true" className="size-3.5 shrink-0" />
    </span>
  );
}

function Choices({ element }: { element: Record<string, unknown> }) {
  const isRound = element["type"] === "radio_buttons";
  return (
    <ul className="space-y-1">
      {listOf(element["options"]).map((value, index) => {
        const option = recordOf(value);
        return (
          <li key={index} className="flex gap-2">
            <span aria-hidden="true" className={`mt-[3px] size-4 shrink-0 border border-(--slack-outline) ${isRound ? "rounded-full" : "rounded-[3px]"}`} />
            <div className="min-w-0">
              <TextObject value={option["text"]} />
              <div className="text-[13px] leading-[18px] text-(--slack-muted)">
                <TextObject value={option["description"]} />
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function optionLabels(element: Record<string, unknown>): string {
  return listOf(element["options"]).map((option) => textOf(recordOf(option)["text"])).join(", ");
}

function placeholderOf(element: Record<string, unknown>, otherwise: string): string {
  return textOf(element["placeholder"]) || otherwise;
}

function textOf(value: unknown): string {
  return stringOf(recordOf(value)["text"]);
}
