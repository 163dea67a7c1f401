/** What an operation gains on its way out of a cache. */
export interface CacheStep {
  /** Entries at which half of it is taken. */
  readonly middle: number;
  /** The whole of it, ns. */
  readonly rise: number;
}

/**
 * The cost of an operation on entries that are hit at random, as they outgrow one cache after another:
 *
 * base + Σ rise · records² / (records² + middle²)
 *
 * It is flat while the entries fit, an S-shaped step in log(records) as they do not, and at most base + Σ rise. A machine with
 * k times the cache, or entries a k-th the size, has k times the middles.
 */
export function cacheSteps(base: number, steps: readonly CacheStep[]): string {
  return [base, ...steps.map(({ middle, rise }) => `${rise} * records^2 / (records^2 + ${middle}^2)`)].join(" + ");
}
