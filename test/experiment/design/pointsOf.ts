import type { Design, Point } from "../../../src/experiment/design/design.js";

/** The points of a design that asks for nothing but its points. */
export function pointsOf(design: Design): readonly Point[] {
  const rounds = design.rounds();
  const { value } = rounds.next([]);
  if (!rounds.next([]).done) throw new Error("the design has a second round");
  return value as readonly Point[];
}
