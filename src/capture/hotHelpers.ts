import { requireArray } from "../argument/argument.js";
import type { Techniques } from "../cost/techniques.js";
import { requireConfidence } from "../measure/interval.js";
import type { BpfRole, ProfileRow } from "../reader/kind/profile.js";
import type { AnyReading } from "../reader/kinds.js";
import { type Row, Table } from "../table/table.js";
import { percent } from "../table/words.js";
import { type CaptureWarning, Finding } from "./finding.js";
import { type HelperGroup, helperGroups, otherHelpers } from "./helpers.js";
import { isReading, ofKind } from "./ofKind.js";
import { proportionInterval } from "./proportion.js";

/** How {@link hotHelpers} counts. */
export interface HotHelpersOptions {
  /** Of the whole report; as its head says unless given, and not needed where it has them by row (`perf report -n`). */
  readonly samples?: number;
  /** Which event's samples; the first of the report unless given. */
  readonly event?: string;
  /** Of the intervals; 0.95 unless given. */
  readonly confidence?: number;
}

/** Where the programs' time goes. */
export interface HotPart {
  /** `own instructions`, `calling the programs`, or what helpers do: `map lookup`. */
  readonly name: string;
  readonly role: BpfRole;
  /** Of the time of all programs with what calls them and what they call, from 0 to 1. */
  readonly share: number;
  /** The interval of the share; null where the number of samples is not known. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of all samples of the report. */
  readonly ofAll: number;
  /** By symbols, the hottest first, as shares of all samples. */
  readonly symbols: Readonly<Record<string, number>>;
  readonly advice: string;
  /** The options of a program's costs that stand for it, as `compare` and `scheduler` take them. */
  readonly techniques: readonly (keyof Techniques)[];
}

/** Below this the rows of a report leave so much out that programs may be among it. */
const wholeReport = 0.98;

/** Where the time of BPF programs goes, by a profile. */
export class HotHelpers extends Finding {
  readonly kind = "hotHelpers";

  /**
   * @param parts the greatest first
   * @param ofAll the share of all samples that they are together
   * @param samples that they are of; null where that is not known
   */
  constructor(
    readonly parts: readonly HotPart[],
    readonly ofAll: number,
    readonly samples: number | null,
    readonly warnings: readonly CaptureWarning[],
  ) {
    super();
  }

  get summary(): string {
    const [hottest] = this.parts;
    const own = this.parts.find(({ role }) => role === "program");
    const rest = hottest === own ? "" : `, in ${hottest!.name} ${percent(hottest!.share)}`;
    return `BPF takes ${percent(this.ofAll)} of the samples; of that the programs' own instructions ${percent(own?.share ?? 0)}${rest}. Look at ${hottest!.advice}`;
  }

  table(): Table {
    return new Table(
      this.parts.map(
        ({ name, share, low, high, ofAll, symbols, techniques }): Row => ({
          part: name,
          share,
          low,
          high,
          "of all samples": ofAll,
          symbols: Object.keys(symbols).join(", "),
          techniques: techniques.join(", "),
        }),
      ),
    );
  }
}

const ownInstructions = {
  name: "own instructions",
  advice: "fewer instructions: newer instruction sets, inlining, an early end for events of no interest",
  techniques: ["isa", "calls", "pages"],
} as const;

const calling = {
  name: "calling the programs",
  advice: "a cheaper probe: fentry or a raw tracepoint in place of a kprobe; fewer events",
  techniques: ["probe", "counters"],
} as const;

/**
 * Of the time of BPF programs, which share lies in their own instructions (`bpf_prog_…`), in calling them (trampolines, `bpf_trace_run…`)
 * and in each kind of helper, from `perf report`; with the techniques that make it cheaper.
 *
 * share = Σ of the part / Σ of all that is BPF's. Of n samples on BPF k fell on the part, so the interval is Clopper and Pearson's of k
 * in n; it supposes samples that are independent and of one weight, as those of a fixed period are.
 *
 * A helper that the verifier has put into the program itself counts as its own instructions. What helpers call that others in the kernel
 * call too, as locks and clocks, no flat profile can tell apart: it is left out, and a warning names it with its share. Helpers are those
 * of all programs together; `perf record -g` with one program attached tells whose.
 *
 * @throws TypeError for a reading of another kind; RangeError where the report has no sample on BPF, or no such event
 */
export function hotHelpers(
  captured: AnyReading | readonly ProfileRow[],
  { samples, event, confidence = 0.95 }: HotHelpersOptions = {},
): HotHelpers {
  requireConfidence(confidence);
  if (samples !== undefined && !(samples >= 1 && samples < Infinity))
    throw new RangeError(`samples: expected how many there were, got ${samples}`);
  const reading = isReading("hotHelpers", captured) ? ofKind("hotHelpers", captured, "profile") : undefined;
  const profile = reading?.profile ?? (captured as readonly ProfileRow[]);
  requireArray("hotHelpers", "a reading or a list of rows of a profile", profile);
  const events = [...new Set(profile.map((row) => row.event))];
  const chosen = event ?? events[0] ?? null;
  const rows = profile.filter((row) => row.event === chosen);
  if (profile.length === 0) throw new RangeError("hotHelpers: the report has no rows, so nothing was sampled");
  if (rows.length === 0) throw new RangeError(`event: the report has no ${chosen}; it has ${events.join(", ")}`);
  const onBpf = rows.filter(({ bpf, share }) => bpf !== null && share > 0);
  if (onBpf.length === 0) throw new RangeError("hotHelpers: no sample of the report fell on BPF");
  const whole = sumOf(onBpf);
  const said = reading?.sampled.find((each) => each.event === chosen)?.samples;
  const counted = samplesOf(onBpf, whole, samples ?? said);
  const groups = new Map<string, { rows: ProfileRow[]; of: Omit<HelperGroup, "own" | "shared">; role: BpfRole }>();
  for (const row of onBpf) {
    const of = groupOf(row);
    const group = groups.get(of.name) ?? { rows: [], of, role: row.bpf! };
    groups.set(of.name, group);
    group.rows.push(row);
  }
  const parts = [...groups.values()]
    .map(({ rows: own, of: { name, advice, techniques }, role }): HotPart => {
      const ofAll = sumOf(own);
      const share = ofAll / whole;
      const k = counted && (counted.byRow ? samplesIn(own) : Math.round(share * counted.n));
      const [low, high] = k === null ? [null, null] : proportionInterval(k, counted!.n, confidence);
      return { name, role, share, low, high, ofAll, symbols: symbolsOf(own), advice, techniques };
    })
    .sort((first, second) => second.share - first.share);
  return new HotHelpers(parts, whole, counted?.n ?? null, warningsOf(rows, events.length, chosen, counted === null));
}

function groupOf({ bpf, symbol }: ProfileRow): Omit<HelperGroup, "own" | "shared"> {
  if (bpf === "program") return ownInstructions;
  if (bpf === "dispatch") return calling;
  return helperGroups.find(({ own }) => own.test(symbol ?? "")) ?? otherHelpers;
}

function sumOf(rows: readonly ProfileRow[]): number {
  // Without what adding decimal fractions leaves behind.
  return Number(rows.reduce((sum, { share }) => sum + share, 0).toPrecision(12));
}

function samplesIn(rows: readonly ProfileRow[]): number {
  return rows.reduce((sum, { samples }) => sum + samples!, 0);
}

/** How many samples fell on BPF: by the rows, or by its share of all; null where neither is known. */
function samplesOf(rows: readonly ProfileRow[], share: number, samples: number | undefined) {
  if (rows.every((row) => row.samples !== null)) return { n: samplesIn(rows), byRow: true };
  return samples === undefined ? null : { n: Math.max(1, Math.round(share * samples)), byRow: false };
}

function symbolsOf(rows: readonly ProfileRow[]): Record<string, number> {
  const shares = new Map<string, number>();
  for (const { symbol, object, share } of rows) {
    const name = symbol ?? object ?? "unknown";
    shares.set(name, Number(((shares.get(name) ?? 0) + share).toPrecision(12)));
  }
  return Object.fromEntries([...shares].sort(([, first], [, second]) => second - first));
}

function warningsOf(
  rows: readonly ProfileRow[],
  events: number,
  event: string | null,
  areUncounted: boolean,
): CaptureWarning[] {
  const shared = rows.filter(
    ({ bpf, symbol }) => bpf === null && helperGroups.some((group) => group.shared?.test(symbol ?? "")),
  );
  const listed = sumOf(rows);
  return [
    ...(areUncounted
      ? [
          {
            code: "unknown-samples",
            message:
              "the report does not say how many samples each row has: perf report -n does, or give samples; so there are no intervals",
          },
        ]
      : []),
    ...(listed < wholeReport
      ? [
          {
            code: "cut-report",
            message: `the rows are ${percent(listed)} of all samples: what is left out may be of BPF too (perf report --percent-limit 0)`,
          },
        ]
      : []),
    ...(shared.length > 0
      ? [
          {
            code: "shared-symbols",
            message: `helpers call these, and so do others, so they are not counted: ${Object.entries(symbolsOf(shared))
              .map(([name, share]) => `${name} ${percent(share)}`)
              .join(", ")}`,
          },
        ]
      : []),
    ...(events > 1
      ? [{ code: "events", message: `the report has ${events} events; these are the samples of ${event}` }]
      : []),
  ];
}
