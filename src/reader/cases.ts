/** A form that a line can have, and what is done then. */
export type Case = readonly [pattern: RegExp, then: (match: RegExpExecArray) => void];

/** Does what belongs to the first form that the line has; whether it has any. */
export function isOneOf(cases: readonly Case[], line: string): boolean {
  for (const [pattern, then] of cases) {
    const match = pattern.exec(line);
    if (match) {
      then(match);
      return true;
    }
  }
  return false;
}
