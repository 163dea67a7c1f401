import type { Stream } from "../../random/stream.js";

/** A gamma number with scale 1, by Marsaglia and Tsang (2000); a shape below 1 by way of shape + 1. */
export function gammaSampler(shape: number): (stream: Stream) => number {
  if (shape < 1) {
    const logarithm = logGammaSampler(shape);
    return (stream) => Math.exp(logarithm(stream));
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return (stream) => {
    for (;;) {
      const z = stream.normal();
      const root = 1 + c * z;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = 1 - stream.uniform();
      const square = z * z;
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
    }
  };
}

/** The logarithm of a gamma number with scale 1, which for a small shape may be too small for a number itself. */
export function logGammaSampler(shape: number): (stream: Stream) => number {
  const sample = gammaSampler(shape < 1 ? shape + 1 : shape);
  return shape < 1
    ? (stream) => Math.log(sample(stream)) - stream.exponential() / shape
    : (stream) => Math.log(sample(stream));
}
