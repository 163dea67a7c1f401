const module = import.meta.url;

/** As much as a queue can be asked for: nothing, with an output like a row of a sweep. */
export const row = {
  name: "row",
  module,
  begin: () => (input) => [input / 7, 9999, 1e9 / (input + 1), "maxEvents"],
};

/** Takes a millisecond of its processor. */
export const millisecond = {
  name: "millisecond",
  module,
  begin: () => (input) => {
    const end = performance.now() + 1;
    while (performance.now() < end);
    return [input / 7, 9999, 1e9 / (input + 1), "maxEvents"];
  },
};
