import { cn } from "./class-names";
import { CopyButton } from "./copy-button";

type CodeBlockProps = { code: string; /** Shown in the corner, and told to a screen reader. */ language?: string; className?: string };

export function CodeBlock({ code, language, className }: CodeBlockProps) {
  return (
    <div className={cn("group relative min-w-0 rounded-md border bg-neutral-2", className)}>
      <pre tabIndex={0} aria-label={language ? `${language} code` : "code"} className="overflow-x-auto py-3 pr-12 pl-4 font-mono text-mono leading-5">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label="Copy" className="absolute top-2 right-2 size-7 bg-neutral-2" />
    </div>
  );
}
