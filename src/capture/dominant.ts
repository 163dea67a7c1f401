import type { TopDown } from "../reader/kind/topDown.js";
import { digits } from "../table/words.js";
import { type SlotKind, type SlotPart, slotKinds } from "./slots.js";

/**
 * The greatest share of the first level, the next to it, and the greatest of the second level within it.
 *
 * @param near two shares that differ by less leave a doubt
 */
export function dominantOf(shares: TopDown["shares"], near: number) {
  const sorted = slotKinds
    .filter(({ name }) => name in shares)
    .toSorted((first, second) => shares[second.name]! - shares[first.name]!);
  const [kind, next] = sorted as [SlotKind, SlotKind | undefined];
  const parts = kind.parts.filter(({ name }) => name in shares);
  const [inPart, otherPart] = parts.toSorted((first, second) => shares[second.name]! - shares[first.name]!) as [
    SlotPart | undefined,
    SlotPart | undefined,
  ];
  const gap = next ? shares[kind.name]! - shares[next.name]! : Number.NaN;
  const gapOfParts = inPart && otherPart ? shares[inPart.name]! - shares[otherPart.name]! : Number.NaN;
  const doubts = [
    ...(gap < near ? [`${kind.words} and ${next!.words} are only ${digits(100 * gap)} percentage points apart`] : []),
    ...(gapOfParts < near
      ? [`${inPart!.words} and ${otherPart!.words} are only ${digits(100 * gapOfParts)} percentage points apart`]
      : []),
  ];
  return {
    kind,
    inPart,
    dominates: kind.words,
    meaning: kind.meaning,
    share: shares[kind.name]!,
    next: next?.words ?? null,
    nextShare: next ? shares[next.name]! : null,
    part: inPart?.words ?? null,
    partShare: inPart ? shares[inPart.name]! : null,
    doubt: doubts.length > 0 ? doubts.join("; ") : null,
  };
}
