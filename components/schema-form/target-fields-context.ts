"use client";

import { createContext, useContext } from "react";
import type { TargetField } from "@/lib/destinations/contract";

/** What the chosen target has to be filled in; undefined while it is not known. */
export type TargetFields = { kind: string; noun: string; fields: TargetField[] | undefined; isLoading: boolean; error: string | undefined; refresh: () => void };

export const TargetFieldsContext = createContext<TargetFields | null>(null);

export function useTargetFieldsScope(): TargetFields | null {
  return useContext(TargetFieldsContext);
}
