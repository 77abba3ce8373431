import { BlockElement } from "./block-element";
import { TextObject } from "./mrkdwn-text";
import { listOf, recordOf, stringOf } from "./read-json";
import { SeeMore } from "./see-more";

/** Where Slack folds is not documented; seen at about ten lines. */
const foldedCharacters = 700;
const foldedLines = 10;

export function SectionBlock({ block }: { block: Record<string, unknown> }) {
  const fields = listOf(block["fields"]);
  const accessory = recordOf(block["accessory"]);
  const text = stringOf(recordOf(block["text"])["text"]);
  const isLong = block["expand"] !== true && (text.length > foldedCharacters || text.split("\n").length > foldedLines);
  const shownText = <TextObject value={block["text"]} />;
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1 space-y-2">
        {isLong ? <SeeMore>{shownText}</SeeMore> : shownText}
        {fields.length === 0 ? null : (
          <div className="grid gap-x-4 gap-y-2 @sm:grid-cols-2">
            {fields.map((field, index) => (
              <div key={index} className="min-w-0">
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory["type"] === undefined ? null : (
        <div className="max-w-[45%] shrink-0">
          <BlockElement element={accessory} />
        </div>
      )}
    </div>
  );
}
