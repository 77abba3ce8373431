import { type ReactNode } from "react";

type FieldGroupProps = { id: string; label: string; help?: ReactNode; error?: string | undefined; aside?: string | undefined; children: ReactNode };

/** As FieldRow, for a field of several inputs: a group named by its label instead of a label of one input. */
export function FieldGroup({ id, label, help, error, aside, children }: FieldGroupProps) {
  const describedBy = [error ? `${id}-error` : "", help ? `${id}-help` : ""].filter((name) => name !== "").join(" ");
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy === "" ? undefined : describedBy} className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span id={`${id}-label`} className="text-dense font-medium">
          {label}
        </span>
        {aside && <span className="text-label text-neutral-10">{aside}</span>}
      </div>
      {help && (
        <p id={`${id}-help`} className="text-label text-neutral-10">
          {help}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-label text-dead">
          {error}
        </p>
      )}
    </div>
  );
}
