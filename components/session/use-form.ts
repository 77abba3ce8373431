"use client";

import { useState, type FormEvent } from "react";
import { ApiError } from "@/components/query/api-error";
import { describeError } from "@/components/query/describe-error";

type FormState = {
  /** By the name of the field. */
  errors: Record<string, string>;
  /** Of the form as a whole. */
  problem: string | undefined;
  isBusy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
};

const nothing = { errors: {}, problem: undefined };

/**
 * Sends a form's fields, and puts what the API says about each beside it. `send` throws, or resolves to a problem in
 * words; the form stays busy when it resolves to `left`, because the page goes away.
 */
export function useForm(send: (fields: Record<string, string>, form: HTMLFormElement) => Promise<"left" | { problem: string } | void>): FormState {
  const [found, setFound] = useState<Pick<FormState, "errors" | "problem">>(nothing);
  const [isBusy, setBusy] = useState(false);

  async function submit(form: HTMLFormElement) {
    setBusy(true);
    setFound(nothing);
    try {
      const outcome = await send(readFields(form), form);
      if (outcome === "left") return;
      if (outcome) setFound({ errors: {}, problem: outcome.problem });
    } catch (error) {
      const next = findingsOf(error, form);
      setFound(next);
      focusFirst(form, Object.keys(next.errors));
    }
    setBusy(false);
  }

  return {
    ...found,
    isBusy,
    onSubmit(event) {
      event.preventDefault();
      void submit(event.currentTarget);
    },
  };
}

function readFields(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  return fields;
}

/** What concerns no field of this form is told above it. */
function findingsOf(error: unknown, form: HTMLFormElement): Pick<FormState, "errors" | "problem"> {
  const details = error instanceof ApiError ? error.details : [];
  const own = details.filter(({ path }) => form.elements.namedItem(path) !== null);
  if (own.length === 0) return { errors: {}, problem: describeError(error).message };
  return { errors: Object.fromEntries(own.map(({ path, message }) => [path, sentence(message)])), problem: undefined };
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function focusFirst(form: HTMLFormElement, names: string[]): void {
  for (const element of form.elements) {
    if (element instanceof HTMLElement && names.includes(element.getAttribute("name") ?? "")) return element.focus();
  }
}
