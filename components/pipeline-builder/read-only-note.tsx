"use client";

import { Eye } from "lucide-react";
import { useBuilder } from "./state/builder-context";

/** Why nothing can be changed here. */
export function ReadOnlyNote({ isArchived }: { isArchived: boolean }) {
  const canEdit = useBuilder((state) => state.canEdit);
  if (canEdit) return null;
  return (
    <p role="status" className="flex items-center gap-2 border-b bg-neutral-3 px-4 py-1.5 text-dense text-neutral-11 [&_svg]:size-4 [&_svg]:shrink-0">
      <Eye aria-hidden="true" />
      {isArchived ? "This pipeline is archived: what it did stays readable, and it can't be changed." : "You can look at this pipeline. Your role is viewer; an owner can make you an editor."}
    </p>
  );
}
