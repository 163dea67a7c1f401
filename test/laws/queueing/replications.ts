import type { Run } from "../../../src/engine/run.js";
import { simulate } from "../../../src/engine/simulate.js";
import { type MeanInterval, meanInterval } from "../../../src/measure/interval.js";
import type { QueueingCase } from "./cases.js";

export const replications = 30;
export const confidence = 0.99;

/** One law of a case, and what 30 runs, of the seeds 0 to 29, make of it. */
export interface Finding {
  readonly system: string;
  readonly quantity: string;
  readonly theory: number;
  readonly interval: MeanInterval;
}

/** Runs a case under the seeds 0 to 29, each run shown to `look`. */
export function find({ system, model, laws }: QueueingCase, look: (run: Run) => void = () => {}): Finding[] {
  const measured = Array.from({ length: replications }, (_, seed) => {
    const run = simulate(model, { seed, windows: 2 });
    look(run);
    return laws.map(({ measure }) => measure(run));
  });
  return laws.map(({ quantity, theory }, index) => ({
    system,
    quantity,
    theory,
    interval: meanInterval(
      measured.map((values) => values[index]!),
      confidence,
    ),
  }));
}

/** The findings as a page of the documentation. */
export function findingsPage(findings: readonly Finding[]): string {
  return `# The engine against queueing theory

Textbook queues as models ([models.ts](../../test/laws/queueing/models.ts)), simulated ${replications} times each under the seeds 0 to
${replications - 1}. Times are in services. The intervals are Student's for the mean of the replications, so one in a hundred may miss the theory; the
seeds were not chosen.

Each run begins empty. Customers count from the end of a warm-up on, ten relaxation times long, which leaves a bias of a hundredth of an
interval; arrivals end at a fixed time, and the run when all have left, so nobody's time is cut off, and Little's law
holds on each run to rounding.

${table(findings)}

\`npm test -- test/laws/queueing\` checks the table, with \`-u\` it writes it anew.
`;
}

function table(findings: readonly Finding[]): string {
  const digits = (value: number): string => value.toPrecision(4);
  return [
    "| system | quantity | theory | simulated | 99 % interval |",
    "|---|---|--:|--:|---|",
    ...findings.map(
      ({ system, quantity, theory, interval: { mean, low, high } }) =>
        `| ${system} | ${quantity} | ${digits(theory)} | ${digits(mean)} | ${digits(low)} to ${digits(high)} |`,
    ),
  ].join("\n");
}
