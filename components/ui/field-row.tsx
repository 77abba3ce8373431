import { type ReactNode } from "react";

type FieldRowProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  /** The id of the control; its `aria-describedby` may name `<htmlFor>-error` and `<htmlFor>-help`. */
  htmlFor: string;
  /** To the right of the label: a link, "optional". */
  aside?: ReactNode;
  children: ReactNode;
};

export function FieldRow({ label, help, error, htmlFor, aside, children }: FieldRowProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={htmlFor} className="text-dense font-medium">
          {label}
        </label>
        {aside && <span className="text-label text-neutral-10">{aside}</span>}
      </div>
      {children}
      {error && (
        <p id={`${htmlFor}-error`} role="alert" className="text-label text-dead">
          {error}
        </p>
      )}
      {help && (
        <p id={`${htmlFor}-help`} className="text-label text-neutral-10">
          {help}
        </p>
      )}
    </div>
  );
}
