/** Holds the desk outside of React, so that an act reads what the one before it left. */
import { reduce } from "./desk";
import type { Action, Desk } from "./desk-state";

export type DeskStore = {
  get: () => Desk;
  dispatch: (action: Action) => void;
  subscribe: (listener: () => void) => () => void;
};

export function deskStore(desk: Desk): DeskStore {
  let now = desk;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    dispatch: (action) => {
      const next = reduce(now, action);
      if (next === now) return;
      now = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
