/** @param {string} text */
export function say(text) {
  console.log(`phasebook: ${text}`);
}

/**
 * Does one step of the set-up: says what it is before, and how long it took after.
 *
 * @template Result
 * @param {string} what
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
export async function step(what, action) {
  say(`${what} ...`);
  const started = performance.now();
  const result = await action();
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
