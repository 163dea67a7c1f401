import type { InstructionClass } from "../bpfInstruction.js";
import type { Lines } from "../lines.js";
import { ListReading } from "./list.js";

/** The instructions of a function in a BPF object. */
export interface FunctionInstructions {
  /** `tp_btf/sched_switch`: what it is attached to; `.text` of functions that programs call. */
  readonly section: string | null;
  readonly name: string;
  readonly instructions: number;
  /** Of 8 bytes, of which a 64-bit constant takes two: what the kernel's limits count. */
  readonly slots: number;
  /** The least version of the instruction set (-mcpu=v1 to v4) that has all of them. */
  readonly isaVersion: number;
  readonly classes: Readonly<Partial<Record<InstructionClass, number>>>;
}

/** Instruction counts by function, and what version of the instruction set the object needs. */
export class InstructionsReading extends ListReading<FunctionInstructions> {
  readonly kind = "instructions";
  /** Of the whole object; a compiler may have been told a later one and not have needed it. */
  readonly isaVersion: number;
  protected readonly columns = ["section", "name", "instructions", "slots", "isaVersion", "classes"];

  constructor(
    lines: Pick<Lines, "report">,
    readonly instructions: readonly FunctionInstructions[],
  ) {
    super(lines, instructions);
    this.isaVersion = instructions.reduce((most, { isaVersion }) => Math.max(most, isaVersion), 1);
  }

  override content() {
    const { instructions, isaVersion } = this;
    return { instructions, isaVersion };
  }

  override summary(): string {
    const total = this.instructions.reduce((sum, each) => sum + each.instructions, 0);
    return `${this.instructions.length} functions of ${total} instructions, of the instruction set v${this.isaVersion} or later`;
  }
}
