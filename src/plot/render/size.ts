import type { FigureJson } from "../figureJson.js";

const defaultSize = { width: 800, height: 420 };

/** The size of a figure's picture, px. */
export function sizeOf({ layout }: FigureJson): { readonly width: number; readonly height: number } {
  const { width, height } = layout;
  return {
    width: typeof width === "number" ? width : defaultSize.width,
    height: typeof height === "number" ? height : defaultSize.height,
  };
}
