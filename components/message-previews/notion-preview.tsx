import { OutsideLink } from "@/components/block-kit/outside-link";
import { JsonView } from "@/components/ui/json-view";
import { notionMessage, textsOf, type NotionBlock, type RichText } from "@/lib/destinations/notion/message";
import type { MessagePreviewProps } from "./message-view";

const looks = {
  light: { ground: "bg-white text-[#37352f] border-[#e9e9e7]", muted: "text-[#6b6963]", line: "border-[#e9e9e7]", link: "text-[#37352f] underline decoration-[#37352f]/40" },
  dark: { ground: "bg-[#191919] text-[#e6e6e4] border-[#2f2f2f]", muted: "text-[#9b9b9b]", line: "border-[#2f2f2f]", link: "text-[#e6e6e4] underline decoration-white/40" },
};
type Look = (typeof looks)["light"];

/** The row's page, or what is added at a page's end, as Notion shows it. */
export function NotionPreview({ message, theme }: MessagePreviewProps) {
  const parsed = notionMessage.safeParse(message);
  if (!parsed.success) return <JsonView value={message} label="Message" rootPath="$" openDepth={3} />;
  const look = looks[theme];
  const { title, properties, isOpen, blocks } = parsed.data;
  const isRow = blocks[0]?.type !== "heading_2";
  return (
    <div className={`rounded-md border px-6 py-5 text-[15px] leading-[1.5] ${look.ground}`}>
      {isRow ? (
        <>
          <p className="text-[22px] leading-[1.3] font-bold wrap-anywhere">{title}</p>
          {Object.keys(properties).length === 0 ? null : (
            <dl className={`mt-3 grid grid-cols-[minmax(90px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 border-b pb-3 text-[14px] ${look.line}`}>
              {Object.entries(properties).map(([name, value]) => (
                <div key={name} className="contents">
                  <dt className={look.muted}>{name}</dt>
                  <dd className="wrap-anywhere">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
              {isOpen ? <p className={`col-span-full text-[12px] ${look.muted}`}>Only the properties that the database has are filled.</p> : null}
            </dl>
          )}
        </>
      ) : null}
      <div className="mt-2 space-y-1">
        {blocks.map((block, index) => <Block key={index} block={block} look={look} />)}
      </div>
    </div>
  );
}

function Block({ block, look }: { block: NotionBlock; look: Look }) {
  const texts = <Texts texts={textsOf(block)} look={look} />;
  if (block.type === "heading_2") return <p className="text-[19px] font-semibold wrap-anywhere">{texts}</p>;
  if (block.type === "paragraph") return <p className="whitespace-pre-wrap wrap-anywhere">{texts}</p>;
  return (
    <p className="flex gap-2 wrap-anywhere">
      <span aria-hidden="true">•</span>
      <span className="min-w-0 whitespace-pre-wrap">{texts}</span>
    </p>
  );
}

function Texts({ texts, look }: { texts: RichText[]; look: Look }) {
  return texts.map(({ text, annotations }, index) => {
    const shown = annotations?.bold ? <b className="font-semibold">{text.content}</b> : text.content;
    return text.link ? <OutsideLink key={index} href={text.link.url} className={look.link}>{shown}</OutsideLink> : <span key={index}>{shown}</span>;
  });
}
