import { Box, type BoxState } from "./box.js";
import type { AnyWidget } from "./widget.js";

/** Widgets beside each other. */
export class HBox extends Box {
  constructor(children: readonly AnyWidget[], state: Partial<BoxState> = {}) {
    super("HBoxModel", children, state);
  }
}
