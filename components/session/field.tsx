"use client";

import { type ComponentProps, type ReactNode } from "react";
import { FieldRow } from "@/components/ui/field-row";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "./password-input";

type FieldProps = Omit<ComponentProps<typeof Input>, "id" | "name"> & {
  name: string;
  label: string;
  error?: string | undefined;
  help?: ReactNode;
  aside?: ReactNode;
};

/** A labelled input whose error and help a screen reader finds. */
export function Field({ name, label, error, help: usualHelp, aside, ...input }: FieldProps) {
  const id = `field-${name}`;
  // What was expected is what the error says again.
  const help = error ? undefined : usualHelp;
  const describedBy = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ");
  const props = { id, name, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy || undefined, ...input };
  return (
    <FieldRow label={label} htmlFor={id} error={error} help={help} aside={aside}>
      {input.type === "password" ? <PasswordInput {...props} /> : <Input {...props} />}
    </FieldRow>
  );
}
