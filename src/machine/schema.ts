import { z } from "zod";
import type { DistributionJson } from "../distribution/distribution.js";
import { distributionFrom, families } from "../distribution/families.js";
import { duration, longestTime } from "./duration.js";
import { rate } from "./rate.js";

/** Checks by a function that throws where a value is wrong; its message becomes the issue's. */
const checked =
  <Value>(check: (value: Value) => unknown) =>
  (value: Value, context: z.RefinementCtx<Value>): void => {
    try {
      check(value);
    } catch (error) {
      context.addIssue({ code: "custom", message: (error as Error).message.replace(/^(?:duration|rate): /, "") });
    }
  };

const number = z.number("expected a number").refine(Number.isFinite, "expected a finite number");
const count = (most: number, what: string) =>
  number.refine((value) => Number.isInteger(value) && value >= 0 && value <= most, {
    error: (issue) => `expected a whole number of ${what} from 0 to ${most}, got ${issue.input}`,
  });
const expression = z.union([z.string(), number], "expected a number or a formula");
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a name is a letter, then letters, digits and underscores");
const named = <Value extends z.ZodType>(value: Value) => z.record(name, value);
const reference = z.string("expected a name");

const quantity = z.union([z.number(), z.string()], "expected a number or a duration").superRefine(
  checked((value) => {
    if (typeof value === "string") duration(value);
    else if (Number.isNaN(value)) throw new RangeError("NaN is not a value");
  }),
);

const time = z.union([z.number(), z.string()], "expected a number or a duration").superRefine(
  checked((value) => {
    duration(value);
  }),
);

const slice = z.union([z.number(), z.string()], "expected a number or a duration").superRefine(
  checked((value) => {
    // A shorter one could be lost in the rounding of the time, and nobody would ever be done.
    if (duration(value) < 1) throw new RangeError(`a slice is at least 1 ns long, got ${value}`);
  }),
);

/** A duration that may be drawn: what is no duration is the name of a draw, which is looked up with the other names. */
const interval = z.union([z.number(), z.string()], "expected a duration or the name of a draw").superRefine(
  checked((value) => {
    if (typeof value === "number") duration(value);
  }),
);

const distributionJson = z.looseObject(
  {
    family: z.string("expected the name of a family"),
    parameters: z.record(z.string(), z.unknown(), "expected the parameters by name"),
  },
  'expected a distribution such as {"family": "exponential", "parameters": {"rate": 0.001}}',
);

const distribution = z
  .unknown()
  .superRefine((value, context) => {
    if (typeof (value as { sample?: unknown } | null)?.sample === "function") return;
    const json = distributionJson.safeParse(value);
    if (json.success) checked((each) => distributionFrom(each as DistributionJson))(value, context);
    else context.addIssue({ ...json.error.issues[0]!, code: "custom", message: json.error.issues[0]!.message });
  })
  .meta({
    type: "object",
    required: ["family", "parameters"],
    properties: { family: { enum: [...families.keys()] }, parameters: { type: "object" } },
  });

const draw = z.strictObject({
  distribution,
  times: expression.optional(),
  round: z.boolean().optional(),
  atLeast: quantity.optional(),
});

const schedule = z.strictObject({
  state: reference,
  after: expression,
  when: expression.optional(),
  priority: number
    .refine((value) => Number.isInteger(value) && Math.abs(value) <= 4095, {
      error: (issue) => `expected a whole number within ±4095, got ${issue.input}`,
    })
    .optional(),
});

const place = z.discriminatedUnion(
  "rule",
  [
    z.strictObject({ rule: z.literal("least-loaded"), by: expression }),
    z.strictObject({ rule: z.literal("affinity"), by: expression, margin: expression.optional() }),
    z.strictObject({ rule: z.literal("round-robin") }),
    z.strictObject({ rule: z.literal("random") }),
  ],
  'expected a rule: "least-loaded", "affinity", "round-robin" or "random"',
);

const seize = z.strictObject({ resource: reference, enter: reference, priority: expression.optional() });

/** One transition; a state is one or a list of them. */
export const transition = z.strictObject({
  when: expression.optional(),
  probability: expression.optional(),
  place: place.optional(),
  draw: z.array(reference).optional(),
  define: named(expression).optional(),
  schedule: z.array(schedule).optional(),
  charge: z.record(z.string(), expression).optional(),
  set: z.record(z.string(), expression).optional(),
  record: z.record(z.string(), expression).optional(),
  release: z.array(reference).optional(),
  seize: seize.optional(),
  use: seize.extend({ for: expression }).optional(),
  end: z.boolean().optional(),
});

const resource = z.strictObject({
  capacity: expression.optional(),
  per: z.enum(["machine", "cpu"]).optional(),
  discipline: z.enum(["fifo", "lifo", "priority", "processor-sharing"]).optional(),
  slice: slice.optional(),
});

const arrival = z.strictObject({
  state: reference,
  count: expression.optional(),
  at: time.optional(),
  every: interval.optional(),
  rate: z
    .union([z.number(), z.string()], 'expected a rate such as "2000/s"')
    .superRefine(checked((value) => rate(value)))
    .optional(),
  times: z
    .array(number)
    .refine((times) => times.every((each, index) => each >= (times[index - 1] ?? 0) && each <= longestTime), {
      message: "expected times from 0 to 2^53 ns (104 days) in order",
    })
    .optional(),
  batch: z.union([count(1_000_000, "entities"), reference]).optional(),
  spacing: interval.optional(),
  until: time.optional(),
});

export const stateName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "a state's name is a letter, then letters, digits, - and _");

/** What a model has beside its states. */
export const shape = {
  name: z.string(),
  description: z.string().optional(),
  parameters: named(quantity).optional(),
  labels: named(z.string()).optional(),
  cpus: number
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= 65_536, {
      error: (issue) => `expected a whole number of CPUs from 1 to 65536, got ${issue.input}`,
    })
    .optional(),
  accounts: named(number),
  counters: z
    .strictObject({
      global: named(number).optional(),
      cpu: named(number).optional(),
      entity: named(expression).optional(),
    })
    .optional(),
  resources: named(resource).optional(),
  definitions: named(expression).optional(),
  draws: named(draw).optional(),
  latencies: z.array(name).optional(),
  arrivals: z.array(arrival).min(1, "expected at least one arrival"),
  overhead: z.strictObject({ bookkeeping: reference, work: reference }).optional(),
  stop: z
    .strictObject({
      events: count(Number.MAX_SAFE_INTEGER, "events").optional(),
      time: time.optional(),
      when: expression.optional(),
    })
    .optional(),
};

/** The shape of a model; its states are checked one by one by {@link transition}, so that mistakes are reported for what was meant. */
export const model = z.strictObject({ ...shape, states: z.record(stateName, z.unknown()) });
