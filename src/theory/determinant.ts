import type { Linear } from "./linearise.js";

/** ln det of the characteristic matrix at z, as modulus' logarithm and argument, without its roots at 0. */
export function determinant(
  { states, variables, flows, edges, changes, changesBy }: Linear,
  re: number,
  im: number,
): [number, number] {
  const size = states + variables;
  const real = Array.from({ length: size }, () => new Float64Array(size));
  const imaginary = Array.from({ length: size }, () => new Float64Array(size));
  const add = (row: number, column: number, x: number, y: number): void => {
    real[row]![column]! += x;
    imaginary[row]![column]! += y;
  };
  for (let state = 0; state < states; state += 1) add(state, state, 1, 0);
  for (let variable = 0; variable < variables; variable += 1) {
    add(states + variable, states + variable, re, im);
    for (let state = 0; state < states; state += 1) {
      add(states + variable, state, -changes[state]![variable]!, 0);
      for (let other = 0; other < variables; other += 1)
        add(states + variable, states + other, -flows[state]! * changesBy[state]![variable]![other]!, 0);
    }
  }
  for (const { from, to, share, delay, variation, delayBy, shareBy, gives } of edges) {
    const [kernelRe, kernelIm, slopeRe, slopeIm] = kernel(re, im, delay, variation);
    const rows: [number, number][] = [
      [to, -1],
      ...(gives ? [[states + gives.variable, -gives.amount] as [number, number]] : []),
    ];
    for (const [row, sign] of rows) {
      add(row, from, sign * share * kernelRe, sign * share * kernelIm);
      for (let variable = 0; variable < variables; variable += 1) {
        const shift = flows[from]! * share * delayBy[variable]!;
        const more = flows[from]! * shareBy[variable]!;
        if (shift === 0 && more === 0) continue;
        add(
          row,
          states + variable,
          sign * (shift * slopeRe + more * kernelRe),
          sign * (shift * slopeIm + more * kernelIm),
        );
      }
    }
  }
  return logDeterminant(real, imaginary);
}

/** K(z) and its derivative by the delay, -z (1 + z d v)^(-1/v - 1). */
function kernel(re: number, im: number, delay: number, variation: number): [number, number, number, number] {
  let logRe = -re * delay;
  let logIm = -im * delay;
  let [slopeRe, slopeIm] = [-re, -im];
  if (variation > 1e-12) {
    const x = 1 + re * delay * variation;
    const y = im * delay * variation;
    logRe = -Math.log(Math.hypot(x, y)) / variation;
    logIm = -Math.atan2(y, x) / variation;
    const modulus = x * x + y * y;
    [slopeRe, slopeIm] = [(-re * x - im * y) / modulus, (-im * x + re * y) / modulus];
  }
  const size = Math.exp(Math.min(700, logRe));
  const [kernelRe, kernelIm] = [size * Math.cos(logIm), size * Math.sin(logIm)];
  return [kernelRe, kernelIm, slopeRe * kernelRe - slopeIm * kernelIm, slopeRe * kernelIm + slopeIm * kernelRe];
}

function logDeterminant(real: Float64Array[], imaginary: Float64Array[]): [number, number] {
  const size = real.length;
  let modulus = 0;
  let angle = 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    let largest = -1;
    for (let row = column; row < size; row += 1) {
      const value = Math.sqrt(real[row]![column]! ** 2 + imaginary[row]![column]! ** 2);
      if (value > largest) [largest, pivot] = [value, row];
    }
    if (largest === 0) return [-Infinity, 0];
    if (pivot !== column) {
      [real[column], real[pivot]] = [real[pivot]!, real[column]!];
      [imaginary[column], imaginary[pivot]] = [imaginary[pivot]!, imaginary[column]!];
      angle += Math.PI;
    }
    const a = real[column]![column]!;
    const b = imaginary[column]![column]!;
    modulus += Math.log(largest);
    angle += Math.atan2(b, a);
    for (let row = column + 1; row < size; row += 1) {
      const c = real[row]![column]!;
      const d = imaginary[row]![column]!;
      if (c === 0 && d === 0) continue;
      const x = (c * a + d * b) / (largest * largest);
      const y = (d * a - c * b) / (largest * largest);
      for (let each = column; each < size; each += 1) {
        const u = real[column]![each]!;
        const v = imaginary[column]![each]!;
        real[row]![each]! -= x * u - y * v;
        imaginary[row]![each]! -= x * v + y * u;
      }
    }
  }
  return [modulus, angle];
}
