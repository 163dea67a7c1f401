import { isDeepStrictEqual } from "node:util";
import type { DirectionalLinkState, LinkState } from "./models.js";
import type { Observer } from "./observers.js";
import { type AnyWidget, Widget } from "./widget.js";

/** An attribute of a widget. */
export type End = readonly [widget: AnyWidget, attribute: string];

/** What {@link End} is to this room. */
type Side = readonly [widget: Widget, attribute: string];

/** Two attributes that are kept the same by the page, also where no kernel runs. */
export class Link extends Widget<LinkState> {
  /** @throws TypeError for an attribute that its widget does not have */
  constructor(source: End, target: End) {
    super("LinkModel", { source: attribute(source), target: attribute(target) });
  }
}

/** An attribute that follows another one, in the page, also where no kernel runs. */
export class DirectionalLink extends Widget<DirectionalLinkState> {
  /** @throws TypeError for an attribute that its widget does not have */
  constructor(source: End, target: End) {
    super("DirectionalLinkModel", { source: attribute(source), target: attribute(target) });
  }
}

/** Keeps two attributes the same in the page, without the kernel: `jslink([play, "value"], [slider, "value"])`. `close` ends it. */
export function jslink(source: End, target: End): Link {
  return new Link(source, target);
}

/** Lets an attribute follow another one in the page, without the kernel. `close` ends it. */
export function jsdlink(source: End, target: End): DirectionalLink {
  return new DirectionalLink(source, target);
}

/**
 * Keeps two attributes the same in the kernel, the second as the first at the beginning; returns what ends it.
 *
 * @throws TypeError for an attribute that its widget does not have
 */
export function link(source: End, target: End): () => void {
  const ends = [dlink(source, target), follow(target, source, (value) => value)];
  return () => {
    for (const end of ends) end();
  };
}

/**
 * Lets an attribute follow another one in the kernel, from now on; returns what ends it.
 *
 * @param transform what the target is for a value of the source; the same unless given
 * @throws TypeError for an attribute that its widget does not have
 */
export function dlink(source: End, target: End, transform: (value: unknown) => unknown = (value) => value): () => void {
  const [[from, name], [to, other]] = [side(source), side(target)];
  to.set({ [other]: transform(from.get(name)) });
  return follow(source, target, transform);
}

function follow(source: End, target: End, transform: (value: unknown) => unknown): () => void {
  const [[from, name], [to, other]] = [side(source), side(target)];
  const move: Observer<unknown> = (value) => {
    const next = transform(value);
    // What bounds have made of it stays, else two with different ones would push it back and forth.
    if (!isDeepStrictEqual(to.get(other), next)) to.set({ [other]: next });
  };
  return from.observe(name, move);
}

function side(end: End): Side {
  const [widget, name] = end as Side;
  if (!(widget instanceof Widget) || typeof name !== "string")
    throw new TypeError('a link goes from [widget, "attribute"] to [widget, "attribute"]');
  // Asked for, so that a name which is none is told now.
  widget.get(name);
  return [widget, name];
}

function attribute(end: End): readonly [AnyWidget | string, AnyWidget | string] {
  side(end);
  return end;
}
