/** The last index for which `holds`, which is true up to there and not beyond; 0 if it never is. */
export function lastIndex(count: number, holds: (index: number) => boolean): number {
  let from = 0;
  let to = count;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
}
