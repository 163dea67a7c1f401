/** A cell without the lines that speak to the kernel. */
export interface CellWithoutMagics {
  /** The cell with those lines blank, so that positions stay those of the user's text. */
  source: string;
  /** Whether mistakes of types are to stop this and all later cells, where the cell says so. */
  types: boolean | undefined;
}

/** A line at the beginning of a cell that speaks to the kernel and is no TypeScript. */
const magicPattern = /^\s*%%?\s*([A-Za-z]\w*)[ \t]*(.*?)\s*$/;

/**
 * Takes the magics out of a cell. There is one: `%types off` lets mistakes of types warn instead of stopping a cell, `%types on` goes back.
 *
 * @throws MagicError for another magic, or another argument
 */
export function withoutMagics(code: string): CellWithoutMagics {
  let types: boolean | undefined;
  const lines = code.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [, name, argument] = magicPattern.exec(line) ?? [];
    if (name === undefined) break;
    if (name !== "types") throw new MagicError(`there is no %${name}; there is %types on and %types off`);
    if (argument !== "on" && argument !== "off")
      throw new MagicError(`%types: expected on or off, got ${argument === "" ? "nothing" : argument}`);
    types = argument === "on";
    lines[index] = line.replace(/[^\r]/g, " ");
  }
  return { source: lines.join("\n"), types };
}

/** A line that was meant for the kernel and that it does not understand. */
export class MagicError extends Error {
  override name = "MagicError";
}
