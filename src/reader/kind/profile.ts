import type { Lines } from "../lines.js";
import type { Rows } from "../rows.js";
import { ListReading } from "./list.js";

/** What a symbol of a profile has to do with BPF: a program, what calls it (trampoline, enter, exit), a helper that only programs call. */
export type BpfRole = "program" | "dispatch" | "helper";

/** A symbol of a profile with its share of the samples. */
export type ProfileRow = {
  /** The share of its own, from 0 to 1. */
  readonly share: number;
  /** With what it called; null without call graphs. */
  readonly shareWithCallees: number | null;
  readonly samples: number | null;
  readonly command: string | null;
  /** The file or module it is in. */
  readonly object: string | null;
  readonly symbol: string | null;
  /** `kernel`, `user`, `guest` or `hypervisor`. */
  readonly level: string | null;
  /** The event that was sampled, `cycles`; null where the report does not say. */
  readonly event: string | null;
  readonly bpf: BpfRole | null;
};

/** A BPF program in a profile, over all commands in whose time it ran. */
export interface ProfiledProgram {
  readonly program: string;
  readonly event: string | null;
  readonly share: number;
  readonly commands: Readonly<Record<string, number>>;
}

/** How many samples a report is of, as exactly as it says: 12K are 12,000. */
export interface SampledEvent {
  readonly event: string | null;
  readonly samples: number;
}

/** Where samples fell, and how much of it is BPF's. */
export class ProfileReading extends ListReading<ProfileRow> {
  readonly kind = "profile";
  protected readonly columns = ["share", "command", "object", "symbol", "bpf", "event"];
  /** Each program once: the same is listed under every command in whose time it ran. */
  readonly programs: readonly ProfiledProgram[];
  /** The share of programs, of what calls them and of helpers, summed over the rows that are there. */
  readonly bpfShares: Readonly<Record<BpfRole, number>>;

  /** @param rows in the order of the report, kept by columns */
  constructor(
    lines: Pick<Lines, "report">,
    private readonly rows: Rows<ProfileRow>,
    /** Of the events whose number of samples the report says. */
    readonly sampled: readonly SampledEvent[],
  ) {
    super(lines, rows);
    this.programs = programsIn(rows);
    const shares = { program: 0, dispatch: 0, helper: 0 };
    let first: string | null | undefined;
    for (const { bpf, share, event } of rows) {
      if (first === undefined) first = event;
      // Shares of one event are shares of one whole; those of several are not to be added.
      if (bpf && event === first) shares[bpf] += share;
    }
    for (const role of ["program", "dispatch", "helper"] as const) shares[role] = rounded(shares[role]);
    this.bpfShares = shares;
  }

  get profile(): readonly ProfileRow[] {
    return this.all();
  }

  override content() {
    const { rows, programs, bpfShares, sampled } = this;
    return { profile: rows, programs, bpfShares, sampled };
  }

  override summary(): string {
    const { program, dispatch } = this.bpfShares;
    const bpf = `${this.programs.length} BPF programs take ${percent(program)}, calling them ${percent(dispatch)}`;
    return `${this.rows.length.toLocaleString("en")} symbols; ${bpf}`;
  }
}

function programsIn(profile: Iterable<ProfileRow>): ProfiledProgram[] {
  const programs = new Map<
    string,
    { program: string; event: string | null; share: number; commands: Record<string, number> }
  >();
  for (const { bpf, symbol, object, event, share, command } of profile) {
    if (bpf !== "program") continue;
    const program = symbol?.startsWith("bpf_prog_") ? symbol : object!;
    const key = `${event} ${program}`;
    const found = programs.get(key) ?? { program, event, share: 0, commands: {} };
    programs.set(key, found);
    found.share = rounded(found.share + share);
    if (command !== null) found.commands[command] = rounded((found.commands[command] ?? 0) + share);
  }
  return [...programs.values()].sort((first, second) => second.share - first.share);
}

/** Without what adding decimal fractions leaves behind. */
function rounded(share: number): number {
  return Number(share.toPrecision(12));
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))} %`;
}
