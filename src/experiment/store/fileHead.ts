/** What a store says of itself. */
export interface FileHead {
  /** The name of the model. */
  readonly program: string;
  readonly columns: readonly string[];
}

/** Of the form of the files. */
const version = 1;

export function headJson({ program, columns }: FileHead): string {
  return JSON.stringify({ phasebook: "sweep", version, program, columns });
}

/**
 * Checks that a file is of this sweep: of the same program, with the same columns.
 *
 * @throws Error that names the file and what it is instead
 */
export function requireSameHead(path: string, found: string | undefined, { program, columns }: FileHead): void {
  const head = parsed(found);
  if (head?.phasebook !== "sweep" || !Array.isArray(head.columns))
    throw new Error(`${path}: is not the file of a sweep; it is left as it is, give another name`);
  if (head.version !== version)
    throw new Error(
      `${path}: was written by a version of Phasebook with other files (${head.version}, not ${version})`,
    );
  if (head.program !== program)
    throw new Error(`${path}: holds a sweep of "${head.program}", not of "${program}"; give another name`);
  const other = head.columns as readonly string[];
  if (other.join("\n") !== columns.join("\n"))
    throw new Error(
      `${path}: holds rows of ${other.join(", ")}; this sweep has ${columns.join(", ")}; give another name`,
    );
}

function parsed(
  text: string | undefined,
): Partial<Record<"phasebook" | "version" | "program" | "columns", unknown>> | undefined {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
