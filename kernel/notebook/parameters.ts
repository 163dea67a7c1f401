import { type Cell, linesOf, type Notebook, sourceOf } from "./notebook.js";

/** Values for the parameters of a notebook; text stays text unless it is a number, `true`, `false` or `null`. */
export type Parameters = Readonly<Record<string, string>>;

const injectedTag = "injected-parameters";

/**
 * The notebook with a cell behind the one tagged `parameters` that sets them, as papermill does it; the cell of an earlier run
 * is replaced.
 *
 * @throws Error that names a parameter which the notebook does not have
 */
export function withParameters(notebook: Notebook, parameters: Parameters): Notebook {
  const names = Object.keys(parameters);
  if (names.length === 0) return notebook;
  const cells = notebook.cells.filter((cell) => !cell.metadata.tags?.includes(injectedTag));
  const index = cells.findIndex((cell) => cell.metadata.tags?.includes("parameters"));
  if (index < 0) throw new Error(`the notebook has no cell tagged "parameters", so ${names.join(", ")} cannot be set`);
  const known = declared(sourceOf(cells[index]!));
  for (const name of names)
    if (!known.includes(name))
      throw new Error(`the notebook has no parameter "${name}"; it has ${known.join(", ") || "none"}`);
  const source = names.map((name) => `let ${name} = ${literal(parameters[name]!)};`).join("\n");
  const cell: Cell = {
    id: injectedTag,
    cell_type: "code",
    source: linesOf(source),
    metadata: { tags: [injectedTag] },
    outputs: [],
    execution_count: null,
  };
  return { ...notebook, cells: [...cells.slice(0, index + 1), cell, ...cells.slice(index + 1)] };
}

function declared(source: string): string[] {
  return [...source.matchAll(/^\s*(?:const|let|var)\s+([A-Za-z_$][\w$]*)/gm)].map(([, name]) => name!);
}

function literal(text: string): string {
  if (/^(true|false|null|NaN|-?Infinity)$/.test(text)) return text;
  return text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : JSON.stringify(text);
}
