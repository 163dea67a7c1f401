import { declaredVariables } from "./declared.js";
import { type Cell, hasTag, linesOf, type Notebook, sourceOf } from "./notebook.js";

/**
 * Values for the parameters of a notebook, each as JSON or `NaN`, `Infinity`, `-Infinity`, which may also stand within lists and objects;
 * what is nothing of that is text. So `"5"`, with its quotes, is a text, and `5` a number.
 */
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
  const cells = notebook.cells.filter((cell) => !hasTag(cell, injectedTag));
  const index = cells.findIndex((cell) => hasTag(cell, "parameters"));
  if (index < 0) throw new Error(`the notebook has no cell tagged "parameters", so ${names.join(", ")} cannot be set`);
  const known = declaredVariables(sourceOf(cells[index]!));
  for (const name of names)
    if (!known.includes(name))
      throw new Error(`the notebook has no parameter "${name}"; it has ${known.join(", ") || "none"}`);
  const source = names.map((name) => `let ${name} = ${literal(parameters[name]!)};`).join("\n");
  const cell: Cell = {
    // Cells have ids since the format 4.5.
    ...(notebook.nbformat_minor >= 5 && { id: injectedTag }),
    cell_type: "code",
    source: linesOf(source),
    metadata: { tags: [injectedTag] },
    outputs: [],
    execution_count: null,
  };
  return { ...notebook, cells: [...cells.slice(0, index + 1), cell, ...cells.slice(index + 1)] };
}

/** The text as a literal of TypeScript. kernel/papermill writes values alike. */
function literal(text: string): string {
  if (/^(true|false|null|NaN|-?Infinity)$/.test(text)) return text;
  if (/^[+-]?\d+$/.test(text)) return integer(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return String(Number(text));
  const source = isJson(text) ? text.replace(tokens, written) : JSON.stringify(text);
  // TypeScript takes these two for ends of the line, also within a string.
  return source.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

const tokens = /"(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d[\d.eE+-]*|-?Infinity|NaN/g;

/** A list, an object or a text in JSON, but that there may be NaN and Infinity. */
function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text.replace(tokens, (token) => (/^(NaN|-?Infinity)$/.test(token) ? " 0 " : token)));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function written(token: string): string {
  // Written plainly this key would set the prototype.
  if (/^"__proto__"\s*:$/.test(token)) return '["__proto__"]:';
  return /^-?\d+$/.test(token) ? integer(token) : token;
}

/** As a bigint where a number would be another one. */
function integer(text: string): string {
  return Number.isSafeInteger(Number(text)) ? String(Number(text)) : `${BigInt(text.replace("+", ""))}n`;
}
