// How often 95 % intervals hold the truth.
import { experimentOf } from "./laws.mjs";

/** Where intervals come from: each gives `[low, high]` by parameter for data and their fit. */
export const methods = {
  "standard error": (_, __, result) =>
    Object.fromEntries(
      Object.entries(result.standardErrors ?? {}).map(([name, error]) => {
        const estimate = result.parameters[name];
        return [name, [estimate - 1.959964 * error, estimate + 1.959964 * error]];
      }),
    ),
  confidenceIntervals: (_, __, result) => result.confidenceIntervals ?? {},
  profileIntervals: ({ profileIntervals }, data, { family }) =>
    Object.fromEntries(profileIntervals(data, family).map(({ parameter, low, high }) => [parameter, [low, high]])),
};

/**
 * Counts the sets whose interval holds the true parameter. A set without an interval does not hold it.
 *
 * @returns {{ parameter: string, method: string, held: number, sets: number }[]}
 */
export function heldBy(library, law, kind, { size, sets, seed }) {
  const { family, truth, dataOf } = experimentOf(library, law, kind, size, seed);
  const names = Object.keys(truth);
  const held = Object.fromEntries(
    Object.keys(methods).map((method) => [method, Object.fromEntries(names.map((name) => [name, 0]))]),
  );
  for (let set = 0; set < sets; set += 1) {
    const data = dataOf(set);
    const [result] = library.fit(data, { families: [family] });
    for (const [method, intervalsOf] of Object.entries(methods)) {
      const intervals = intervalsOf(library, data, result);
      for (const name of names) if (holds(intervals[name], truth[name])) held[method][name] += 1;
    }
  }
  return Object.keys(methods).flatMap((method) =>
    names.map((parameter) => ({ parameter, method, held: held[method][parameter], sets })),
  );
}

export function holds(interval, value) {
  return interval !== undefined && interval[0] <= value && value <= interval[1];
}
