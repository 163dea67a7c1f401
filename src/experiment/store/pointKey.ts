import { createHash } from "node:crypto";
import type { Model } from "../../machine/model.js";
import type { Point } from "../design/design.js";
import type { Outcomes } from "../runPoint.js";

/** Counts up whenever the engine or a row's columns come to mean something else, so that no stored row is taken for a new one. */
const rowVersion = 1;

/** What a row stands for beside its seed: equal where the model, the point, the bounds of the run and what is made of it are equal. */
export function pointKey(model: Model, point: Point, outcomes: Outcomes): string {
  const text = JSON.stringify([rowVersion, model, point, Object.entries(outcomes).sort()]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
