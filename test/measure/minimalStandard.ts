/** Numbers in (0, 1) of Park and Miller's generator, the same in the Python scripts beside the tests: no step rounds. */
export function minimalStandard(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  });
}

/** A series with memory: y(i) = memory · y(i - 1) + u(i), from 0. */
export function remembering(count: number, memory: number): number[] {
  let last = 0;
  return minimalStandard(count).map((value) => {
    last = memory * last + value;
    return last;
  });
}
