import type { LiveFigure } from "./liveFigure.js";

/** The figures of this page that a kernel goes on changing, by the id of their model. */
const figures = new Map<string, LiveFigure>();
const waiting = new Map<string, Set<(live: LiveFigure | undefined) => void>>();

/** A kernel has made a figure known to this page, or (undefined) has taken it away. */
export function setLiveFigure(id: string, live: LiveFigure | undefined): void {
  if (live) figures.set(id, live);
  else figures.delete(id);
  for (const follower of waiting.get(id) ?? []) follower(live);
}

/** Calls back with the figure of an id, now or when it comes, and when it goes; returns what ends it. */
export function followLiveFigure(id: string, follower: (live: LiveFigure | undefined) => void): () => void {
  const followers = waiting.get(id) ?? new Set();
  waiting.set(id, followers.add(follower));
  const known = figures.get(id);
  if (known) follower(known);
  return () => {
    followers.delete(follower);
    if (followers.size === 0) waiting.delete(id);
  };
}
