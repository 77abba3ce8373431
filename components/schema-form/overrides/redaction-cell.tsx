import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/class-names";

type RedactionCellProps = {
  label: string;
  options: readonly { value: string; label: string }[];
  /** Empty: nothing said here. */
  value: string;
  /** What the default column says, in the column of a destination. */
  inherited: string | undefined;
  onChange: (mode: string) => void;
  disabled: boolean;
};

/** The browser's own select: a matrix of them opens fast, and works by typing a letter. */
export function RedactionCell({ label, options, value, inherited, onChange, disabled }: RedactionCellProps) {
  const isInherited = value === "" && inherited !== undefined;
  const effective = isInherited ? inherited : value;
  const isKept = effective === "" || effective === "keep";
  const nameOf = (mode: string) => options.find((option) => option.value === mode)?.label ?? "Keep";
  // Where nothing is inherited, "nothing said" and "keep" are one and the same.
  const choices = inherited === undefined ? [{ value: "", label: "Keep" }, ...options.filter((option) => option.value !== "keep")] : [{ value: "", label: `${nameOf(inherited)}, as everywhere` }, ...options];
  return (
    <span className="relative flex">
      <select
        aria-label={label}
        value={value === "keep" && inherited === undefined ? "" : value}
        onChange={({ target }) => onChange(target.value)}
        disabled={disabled}
        className="h-7 w-full appearance-none bg-transparent text-transparent focus-visible:-outline-offset-2 [&>option]:bg-raised [&>option]:text-neutral-12"
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>{choice.label}</option>
        ))}
      </select>
      {/* In place of the browser's text, which would have no room to say what is inherited. */}
      <span aria-hidden="true" className={cn("pointer-events-none absolute inset-y-0 left-2.5 flex items-center", isKept ? "text-neutral-10" : "font-medium", isInherited && "font-normal text-neutral-10 italic")}>
        {nameOf(effective)}
      </span>
      {!disabled && <ChevronDown className="pointer-events-none absolute top-2 right-2 size-3 text-neutral-9" aria-hidden="true" />}
    </span>
  );
}
