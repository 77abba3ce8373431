export type Store<State> = {
  get: () => State;
  set: (change: (state: State) => State) => void;
  subscribe: (listener: () => void) => () => void;
};

/** State outside of React: each card reads its own part of it, so that a keystroke draws one card and not all. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      const next = change(state);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
