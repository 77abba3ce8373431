"use client";

import { useId } from "react";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { slugOf } from "./slug-of";

export type NameAndSlugValue = { name: string; slug: string };

type NameAndSlugProps = {
  value: NameAndSlugValue;
  onChange: (value: NameAndSlugValue) => void;
  problems?: readonly { path: string; message: string }[];
  disabled?: boolean;
  placeholder?: string;
  /** What the slug is good for, in a sentence. */
  slugHelp: string;
};

/** A name, and the slug made of it until a person types one of their own. */
export function NameAndSlug({ value, onChange, problems = [], disabled = false, placeholder, slugHelp }: NameAndSlugProps) {
  const id = useId();
  const problem = (path: string) => problems.find((one) => one.path === path)?.message;
  const rename = (name: string) => onChange({ name, slug: value.slug === slugOf(value.name) ? slugOf(name) : value.slug });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FieldRow label="Name" htmlFor={`${id}-name`} error={problem("name")}>
        <Input id={`${id}-name`} value={value.name} placeholder={placeholder} maxLength={120} disabled={disabled} required onChange={(event) => rename(event.target.value)} aria-invalid={problem("name") !== undefined} />
      </FieldRow>
      <FieldRow label="Slug" htmlFor={`${id}-slug`} error={problem("slug")} help={slugHelp}>
        <Input
          id={`${id}-slug`}
          value={value.slug}
          maxLength={64}
          disabled={disabled}
          required
          className="font-mono text-mono"
          onChange={(event) => onChange({ ...value, slug: event.target.value })}
          aria-invalid={problem("slug") !== undefined}
          aria-describedby={`${id}-slug-help`}
        />
      </FieldRow>
    </div>
  );
}
