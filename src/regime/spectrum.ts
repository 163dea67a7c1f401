/**
 * The periodogram of values from which their mean has been taken, at the frequencies k / N per value for k = 1 … N/2, where N
 * is the number of values rounded up to a power of 2 (with zeros in between): I(k) = |Σ x(i) e^(-2πi k i / N)|² / n. Its
 * mean over white noise is the variance. By a fast Fourier transform (Cooley and Tukey, Mathematics of Computation 19, 1965).
 */
export function periodogram(values: Float64Array): Float64Array {
  const n = values.length;
  const size = 2 ** Math.ceil(Math.log2(Math.max(n, 2)));
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const bits = Math.log2(size);
  for (let index = 0; index < n; index += 1) real[reversed(index, bits)] = values[index]!;
  transform(real, imaginary);
  return Float64Array.from({ length: size / 2 }, (_, index) => {
    const k = index + 1;
    return (real[k]! ** 2 + imaginary[k]! ** 2) / n;
  });
}

/** In place, of values in the order of their reversed indices. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  for (let half = 1; half < size; half *= 2) {
    const step = size / (2 * half);
    for (let begin = 0; begin < size; begin += 2 * half)
      for (let k = 0; k < half; k += 1) {
        const [c, s] = [cosines[k * step]!, sines[k * step]!];
        const upper = begin + k;
        const lower = upper + half;
        const re = real[lower]! * c - imaginary[lower]! * s;
        const im = real[lower]! * s + imaginary[lower]! * c;
        real[lower] = real[upper]! - re;
        imaginary[lower] = imaginary[upper]! - im;
        real[upper] = real[upper]! + re;
        imaginary[upper] = imaginary[upper]! + im;
      }
  }
}

function reversed(index: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit += 1) result |= ((index >> bit) & 1) << (bits - 1 - bit);
  return result;
}
