"use client";

import { Check, CloudOff, LoaderCircle, PencilLine } from "lucide-react";
import { describeError } from "@/components/query/describe-error";
import { Tooltip } from "@/components/ui/tooltip";
import { type Autosave } from "../autosave/use-autosave";

/** Whether the server has what is on the screen. */
export function SaveState({ autosave: { status, saver } }: { autosave: Autosave }) {
  if (status.kind === "failed") {
    return (
      <Tooltip content={describeError(status.error).message}>
        <button type="button" onClick={() => void saver.flush()} className="inline-flex items-center gap-1.5 rounded-sm text-label text-dead hover:underline [&_svg]:size-3.5">
          <CloudOff aria-hidden="true" />
          Not saved. Try again
        </button>
      </Tooltip>
    );
  }
  const { icon: Icon, word } = looks[status.kind];
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-label whitespace-nowrap text-neutral-10 [&_svg]:size-3.5">
      <Icon aria-hidden="true" className={status.kind === "saving" ? "animate-spin" : ""} />
      <span className="max-sm:sr-only">{word}</span>
    </span>
  );
}

const looks = {
  saved: { icon: Check, word: "Saved" },
  unsaved: { icon: PencilLine, word: "Unsaved" },
  saving: { icon: LoaderCircle, word: "Saving" },
  conflict: { icon: CloudOff, word: "Changed elsewhere" },
};
