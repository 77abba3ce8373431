import { BlockElement } from "./block-element";
import { TextObject } from "./mrkdwn-text";
import { Picture } from "./picture";
import { listOf, recordOf } from "./read-json";

export function CardBlock({ block }: { block: Record<string, unknown> }) {
  const [hero, icon] = [recordOf(block["hero_image"]), recordOf(block["icon"])];
  return (
    <div className="w-80 max-w-full shrink-0 overflow-hidden rounded-lg border border-(--slack-line)">
      {hero["type"] === undefined ? null : <Picture image={hero} className="h-36 w-full object-cover" />}
      <div className="space-y-2 p-3">
        <div className="flex items-start gap-2">
          {icon["type"] === undefined ? null : <Picture image={icon} className="size-9 rounded-lg" />}
          <div className="min-w-0">
            <div className="font-bold">
              <TextObject value={block["title"]} />
            </div>
            <div className="text-[13px] leading-[18px] text-(--slack-muted)">
              <TextObject value={block["subtitle"]} />
            </div>
          </div>
        </div>
        <TextObject value={block["body"]} />
        <div className="flex flex-wrap gap-2">
          {listOf(block["actions"]).map((element, index) => (
            <BlockElement key={index} element={recordOf(element)} />
          ))}
        </div>
      </div>
    </div>
  );
}
