/** Of `size` coordinates, one of which has this length. */
export function unit(index: number, size: number, length: number): number[] {
  return Array.from({ length: size }, (_, each) => (each === index ? length : 0));
}

/** A point, so many times along an axis. */
export function moved(at: readonly number[], axis: readonly number[], times: number): number[] {
  return at.map((each, index) => each + times * axis[index]!);
}

/** The vectors added up, each times its factor. */
export function combine(vectors: readonly (readonly number[])[], factors: readonly number[]): number[] {
  return vectors[0]!.map((_, index) => vectors.reduce((sum, vector, each) => sum + vector[index]! * factors[each]!, 0));
}

export function norm(vector: readonly number[]): number {
  return Math.sqrt(dot(vector, vector));
}

export function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, each, index) => sum + each * second[index]!, 0);
}
