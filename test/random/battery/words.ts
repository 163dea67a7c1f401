/** What the battery tests: 32 bits at a time, as a signed integer. */
export interface Words {
  next(): number;
}

/** Takes a word of each in turn. */
export function interleaved(sources: readonly Words[]): Words {
  let turn = 0;
  return {
    next: () => {
      const word = sources[turn]!.next();
      turn = turn + 1 === sources.length ? 0 : turn + 1;
      return word;
    },
  };
}
