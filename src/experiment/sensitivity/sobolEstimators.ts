/**
 * The values of Saltelli's sample: at the rows of two independent matrices A and B, at A with column i from B (`ab[i]`), and at B
 * with column i from A (`ba[i]`, for pairs only).
 */
export interface SaltelliValues {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly ab: readonly Float64Array[];
  readonly ba: readonly Float64Array[];
}

/**
 * With mean 0 and variance 1 over all values, which makes the estimators exacter and changes no index.
 *
 * @throws RangeError where all values are equal: there is no variance to explain
 */
export function standardised({ a, b, ab, ba }: SaltelliValues): SaltelliValues {
  const all = [a, b, ...ab, ...ba];
  const count = all.length * a.length;
  const mean = all.reduce((sum, block) => sum + block.reduce((part, value) => part + value, 0), 0) / count;
  const squares = all.reduce((sum, block) => sum + block.reduce((part, value) => part + (value - mean) ** 2, 0), 0);
  const deviation = Math.sqrt(squares / count);
  if (!(deviation > 1e-15 * Math.abs(mean)))
    throw new RangeError(`sobolIndices: the number is ${mean} at every point; there is no variance to explain`);
  const scaled = (block: Float64Array) => block.map((value) => (value - mean) / deviation);
  return { a: scaled(a), b: scaled(b), ab: ab.map(scaled), ba: ba.map(scaled) };
}

/** The indices that rows of the sample give; a row may count more than once, as in a bootstrap. */
export interface Indices {
  readonly first: Float64Array;
  readonly total: Float64Array;
  /** Of each pair `(i, k)` with i < k, in their order; none without `ba`. */
  readonly pairs: Float64Array;
}

/**
 * S1 = mean(f(B) (f(AB_i) - f(A))) / V and ST = mean((f(A) - f(AB_i))²) / (2 V) of A. Saltelli et al. (2010), table 2 (b) and (f);
 * S_ik = mean(f(BA_i) f(AB_k) - f(A) f(B)) / V - S1_i - S1_k; V the variance over A and B.
 *
 * @param rows which rows of the sample count
 */
export function sobolEstimates({ a, b, ab, ba }: SaltelliValues, rows: Int32Array): Indices {
  const count = rows.length;
  const mean = (term: (row: number) => number): number => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum += term(rows[index]!);
    return sum / count;
  };
  const centre = mean((row) => a[row]! + b[row]!) / 2;
  const variance = mean((row) => (a[row]! - centre) ** 2 + (b[row]! - centre) ** 2) / 2;
  const first = Float64Array.from(ab, (block) => mean((row) => b[row]! * (block[row]! - a[row]!)) / variance);
  const total = Float64Array.from(ab, (block) => mean((row) => (a[row]! - block[row]!) ** 2) / (2 * variance));
  const pairs = ba.flatMap((block, one) =>
    ab.slice(one + 1).map((other, index) => {
      const both = mean((row) => block[row]! * other[row]! - a[row]! * b[row]!) / variance;
      return both - first[one]! - first[one + 1 + index]!;
    }),
  );
  return { first, total, pairs: Float64Array.from(pairs) };
}
