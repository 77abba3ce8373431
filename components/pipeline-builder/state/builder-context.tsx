"use client";

import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { type BuilderActions } from "./builder-actions";
import { type BuilderState } from "./builder-state";
import { type Store } from "./create-store";

export type Builder = { pipelineId: string; store: Store<BuilderState>; actions: BuilderActions };

const BuilderContext = createContext<Builder | null>(null);

export function BuilderProvider({ builder, children }: { builder: Builder; children: ReactNode }) {
  return <BuilderContext value={builder}>{children}</BuilderContext>;
}

export function useBuilderParts(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("useBuilder is for what stands inside of the builder");
  return builder;
}

/** Draws again only when what is selected changes: select parts of the state, never make new objects. */
export function useBuilder<T>(selector: (state: BuilderState) => T): T {
  const { store } = useBuilderParts();
  const read = () => selector(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

export function useBuilderActions(): BuilderActions {
  return useBuilderParts().actions;
}
