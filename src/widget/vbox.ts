import { Box, type BoxState } from "./box.js";
import type { AnyWidget } from "./widget.js";

/** Widgets below each other. */
export class VBox extends Box {
  constructor(children: readonly AnyWidget[], state: Partial<BoxState> = {}) {
    super("VBoxModel", children, state);
  }
}
