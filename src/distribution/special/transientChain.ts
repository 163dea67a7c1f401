/**
 * The chain before its end at a time x. The matrix exponential is a series of powers of non-negative matrices for a short
 * time (uniformisation), doubled until x: nothing is ever subtracted, so that even the smallest probabilities keep their
 * digits. A common factor is kept as a logarithm.
 */
export function transientChain(
  generator: readonly (readonly number[])[],
  exit: readonly number[],
  start: readonly number[],
): { moveTo(x: number): number; logSum(weights: readonly number[]): number } {
  const count = start.length;
  const fastest = Math.max(...generator.map((row, phase) => -row[phase]!));
  const jump = Float64Array.from(
    generator.flatMap((row, i) => row.map((r, j) => (i === j ? fastest + r : r) / fastest)),
  );
  const jumpOut = Float64Array.from(exit, (rate) => rate / fastest);
  let within = new Float64Array(count * count);
  let spare = new Float64Array(count * count);
  const power = new Float64Array(count * count);
  const out = new Float64Array(count);
  const gained = new Float64Array(count);
  let logFactor = 0;
  let time = Number.NaN;

  const multiply = (a: Float64Array, b: Float64Array, into: Float64Array): void => {
    for (let i = 0; i < count; i += 1)
      for (let j = 0; j < count; j += 1) {
        let sum = 0;
        for (let k = 0; k < count; k += 1) sum += a[i * count + k]! * b[k * count + j]!;
        into[i * count + j] = sum;
      }
  };
  /** Adds to the probability to have ended, from each phase, that of going where `matrix` leads and ending there. */
  const addOut = (matrix: Float64Array, by: Float64Array, factor: number): void => {
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (let k = 0; k < count; k += 1) sum += matrix[i * count + k]! * by[k]!;
      gained[i] = sum * factor;
    }
    for (let i = 0; i < count; i += 1) out[i] = out[i]! + gained[i]!;
  };

  const shortTime = (expected: number): void => {
    within.fill(0);
    out.fill(0);
    power.fill(0);
    for (let i = 0; i < count; i += 1) power[i * count + i] = Math.exp(-expected);
    // The end of a chain of all phases is that many jumps away; beyond them the terms soon vanish. P(N > n) of the
    // jumps N that the time sees is what each power adds to the end.
    for (let n = 0; n < count + 18; n += 1) {
      for (let index = 0; index < power.length; index += 1) within[index] = within[index]! + power[index]!;
      addOut(power, jumpOut, tailRatio(n, expected));
      multiply(power, jump, spare);
      for (let index = 0; index < power.length; index += 1) power[index] = (spare[index]! * expected) / (n + 1);
    }
    logFactor = 0;
  };
  const double = (): void => {
    addOut(within, out, Math.exp(logFactor));
    multiply(within, within, spare);
    let most = 0;
    for (let index = 0; index < spare.length; index += 1) most = Math.max(most, spare[index]!);
    for (let index = 0; index < spare.length; index += 1) spare[index] = spare[index]! / most;
    [within, spare] = [spare, within];
    logFactor = 2 * logFactor + Math.log(most);
  };
  return {
    /** Sets the time, and returns the probability to have ended by then. */
    moveTo(x: number): number {
      if (x !== time) {
        time = x;
        const doublings = Math.max(0, Math.ceil(Math.log2(2 * fastest * x)));
        shortTime((fastest * x) / 2 ** doublings);
        for (let each = 0; each < doublings; each += 1) double();
      }
      let ended = 0;
      for (let phase = 0; phase < count; phase += 1) ended += start[phase]! * out[phase]!;
      return Math.min(1, ended);
    },
    /** log of the sum over the phases of the probability to be there times a weight. */
    logSum(weights: readonly number[]): number {
      let sum = 0;
      for (let from = 0; from < count; from += 1)
        for (let to = 0; to < count; to += 1) sum += start[from]! * within[from * count + to]! * weights[to]!;
      return logFactor + Math.log(sum);
    },
  };
}

/** P(N > n) / P(N = n) for a Poisson number N with a mean of ½ at most. */
function tailRatio(n: number, mean: number): number {
  let sum = 0;
  let term = 1;
  for (let k = n + 1; k < n + 20; k += 1) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}
