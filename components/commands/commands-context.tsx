"use client";

import { createContext, type ReactNode, useContext, useEffect, useId, useState, useSyncExternalStore } from "react";
import { type Command } from "./command";

type Registry = {
  set(owner: string, commands: Command[]): void;
  remove(owner: string): void;
  /** The same list until something to be seen changes. */
  shown(): Command[];
  /** With what it runs as of now. */
  newest(): Command[];
  subscribe(listener: () => void): () => void;
};

const RegistryContext = createContext<Registry | null>(null);
const noCommands: Command[] = [];

export function CommandsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createRegistry);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Offers commands in ⌘K, by their keys and in the keyboard map, for as long as the component is there. */
export function useCommands(commands: Command[]): void {
  const registry = useRegistry();
  const owner = useId();
  // Each time, so that what a command runs is never an old closure.
  useEffect(() => registry.set(owner, commands));
  useEffect(() => () => registry.remove(owner), [registry, owner]);
}

export function useRegisteredCommands(): Command[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.shown, () => noCommands);
}

/** For event handlers, which want what is right at the moment of the event. */
export function useNewestCommands(): () => Command[] {
  return useRegistry().newest;
}

function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("commands are for pages inside the dashboard's layout");
  return registry;
}

function createRegistry(): Registry {
  const byOwner = new Map<string, Command[]>();
  const listeners = new Set<() => void>();
  let shown = noCommands;
  let shape = "";
  const newest = () => [...byOwner.values()].flat();
  const update = () => {
    // What a command runs may change with every render of its owner; only what is to be seen draws anew.
    const next = newest();
    const nextShape = JSON.stringify(next.map(({ id, label, group, keys }) => [id, label, group, keys]));
    if (nextShape === shape) return;
    shape = nextShape;
    shown = next;
    for (const listener of listeners) listener();
  };
  return {
    set(owner, commands) {
      byOwner.set(owner, commands);
      update();
    },
    remove(owner) {
      byOwner.delete(owner);
      update();
    },
    shown: () => shown,
    newest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
