import type { Arrival, Placement, Resource, Schedule, Seize, Transition, Use } from "../machine/model.js";

/** The parts of a model in the words of its diagram, each a line. */

/** What entering a state does. */
export function effectsOf(alternatives: readonly Transition[]): string[] {
  return alternatives.flatMap((each, index) => {
    const lines = effects(each);
    const isElse = alternatives.length > 1 && index === alternatives.length - 1;
    const conditions = conditionsOf(each);
    // What an alternative schedules and claims its arrows say.
    if (lines.length === 0 || (conditions.length === 0 && !isElse)) return lines;
    return [conditions.length === 0 ? "otherwise:" : `${conditions.join(", ")}:`, ...lines.map((line) => `  ${line}`)];
  });
}

function effects({ place, draw, define, charge, set, record, end }: Transition): string[] {
  const assignments = (formulas: Transition["set"], operator: string): string[] =>
    Object.entries(formulas ?? {}).map(([name, formula]) => `${name} ${operator} ${formula}`);
  return [
    ...(place ? [placement(place)] : []),
    ...(draw?.length ? [`draw ${draw.join(", ")}`] : []),
    ...assignments(define, "="),
    ...assignments(charge, "+="),
    ...assignments(set, "←"),
    ...Object.entries(record ?? {}).map(([name, formula]) => `record ${name} ${formula}`),
    ...(end ? ["leave"] : []),
  ];
}

function placement(place: Placement): string {
  if (place.rule === "random") return "on any CPU";
  if (place.rule === "round-robin") return "on the next CPU";
  if (place.rule === "least-loaded") return `on the CPU with the least ${place.by}`;
  const margin = place.margin === undefined ? "" : `, by more than ${place.margin}`;
  return `stay unless a CPU has less ${place.by}${margin}`;
}

/** Where a transition applies. */
export function conditionsOf({ when, probability }: Pick<Transition, "when" | "probability">): string[] {
  return [...(when === undefined ? [] : [`if ${when}`]), ...(probability === undefined ? [] : [`p = ${probability}`])];
}

/** When a scheduled event happens. */
export function scheduleOf({ after, when, priority }: Schedule): string[] {
  return [
    Number(after) === 0 ? "at once" : `after ${after}`,
    ...conditionsOf({ when }),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
  ];
}

/** How a resource is asked for. */
export function claimOf(claim: Seize | Use): string[] {
  const { priority } = claim;
  return [
    "for" in claim ? `use for ${claim.for}` : "seize",
    ...(priority === undefined ? [] : [`priority ${priority}`]),
  ];
}

/** How a resource serves. */
export function serviceOf({ capacity = 1, per, discipline = "fifo", slice }: Resource): string[] {
  const disciplines = {
    fifo: "first come, first served",
    lifo: "last come, first served",
    priority: "lowest priority number first",
    "processor-sharing": "shared by all",
  } as const;
  return [
    `capacity ${capacity}${per === "cpu" ? " on each CPU" : ""}`,
    disciplines[discipline],
    ...(slice === undefined ? [] : [`slices of ${slice}`]),
  ];
}

/** How entities come. */
export function arrivalOf({ count, at, every, rate, times, batch, spacing, until }: Arrival): string[] {
  const begin = at === undefined || at === 0 ? "" : count === undefined ? `, from ${at}` : ` at ${at}`;
  const way =
    count !== undefined
      ? `${count}`
      : every !== undefined
        ? `every ${every}`
        : rate !== undefined
          ? `rate ${rate}${typeof rate === "number" ? "/ns" : ""}, Poisson`
          : `at ${times?.length ?? 0} times of a trace`;
  return [
    `${way}${begin}`,
    ...(batch === undefined ? [] : [`in batches of ${batch}${spacing === undefined ? "" : `, spaced by ${spacing}`}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
}

/** Lines with none longer than `most` where spaces let them be broken; what follows a break is indented. */
export function wrap(lines: readonly string[], most: number): string[] {
  return lines.flatMap((line) => {
    const [indent = ""] = /^ */.exec(line)!;
    const wrapped: string[] = [];
    let current = indent;
    for (const word of line.trim().split(" ")) {
      const isFirst = current.trim() === "";
      if (!isFirst && current.length + 1 + word.length > most) {
        wrapped.push(current);
        current = `${indent}    ${word}`;
      } else current += isFirst ? word : ` ${word}`;
    }
    return [...wrapped, current];
  });
}
