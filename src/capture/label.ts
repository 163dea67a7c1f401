/** What tells programs apart. */
export type Named = {
  readonly id: number | null;
  readonly name: string | null;
};

/** A program's name, or its number where it has none. */
export function labelOf({ name, id }: Named): string {
  return name ?? (id === null ? "program" : `program ${id}`);
}

/** The labels of programs, with their numbers where several share a name. */
export function labelsOf(programs: readonly Named[]): string[] {
  const labels = programs.map(labelOf);
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return programs.map(({ id }, index) => {
    const label = labels[index]!;
    return counts.get(label)! > 1 && id !== null ? `${label} (${id})` : label;
  });
}
