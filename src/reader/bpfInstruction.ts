/** What an instruction does, as far as its cost is concerned. */
export type InstructionClass =
  | "alu64"
  | "alu32"
  | "load"
  | "store"
  | "atomic"
  | "constant"
  | "branch"
  | "jump"
  | "helper call"
  | "function call"
  | "kfunc call"
  | "exit";

/** What an instruction is, and the first version of the instruction set (-mcpu) that has it. */
export interface BpfInstruction {
  readonly class: InstructionClass;
  readonly isaVersion: number;
  /** Of 8 bytes. */
  readonly slots: number;
}

const [ld, ldx, st, stx, alu32, jmp, jmp32] = [0, 1, 2, 3, 4, 5, 6];

/**
 * An instruction of BPF by its bytes. Source: RFC 9669, BPF Instruction Set Architecture, and LLVM's BPF.td for the versions: v2 adds
 * jlt, jle, jslt and jsle, v3 32-bit arithmetic and jumps and atomics that fetch, v4 signed division and moves with sign extension,
 * byte swap, long jumps, acquire and release.
 */
export function bpfInstruction(bytes: readonly number[], isBigEndian = false): BpfInstruction {
  const [code = 0, registers = 0] = bytes;
  const kind = code & 7;
  const operation = code & 0xf0;
  const source = isBigEndian ? registers & 15 : registers >> 4;
  const [first = 0, second = 0] = bytes.slice(2, 4);
  const offset = isBigEndian ? (first << 8) | second : first | (second << 8);
  const slots = code === 0x18 ? 2 : 1;
  const is = (name: InstructionClass, isaVersion = 1): BpfInstruction => ({ class: name, isaVersion, slots });
  if (kind === ld) return code === 0x18 ? is("constant") : is("load");
  // Mode 0x80 extends the sign.
  if (kind === ldx) return is("load", (code & 0xe0) === 0x80 ? 4 : 1);
  if (kind === st) return is("store");
  if (kind === stx) return (code & 0xe0) === 0xc0 ? is("atomic", atomicVersion(bytes, isBigEndian)) : is("store");
  if (kind === jmp || kind === jmp32) return jump(operation, source, kind === jmp32, is);
  // 0xd0 is a change of byte order: of either width in class alu32, the unconditional one of v4 in the other.
  if (operation === 0xd0) return kind === alu32 ? is("alu64") : is("alu64", 4);
  return is(kind === alu32 ? "alu32" : "alu64", isSigned(operation, offset) ? 4 : kind === alu32 ? 3 : 1);
}

function jump(
  operation: number,
  source: number,
  isNarrow: boolean,
  is: (name: InstructionClass, isaVersion?: number) => BpfInstruction,
): BpfInstruction {
  if (operation === 0x80) return is(source === 1 ? "function call" : source === 2 ? "kfunc call" : "helper call");
  if (operation === 0x90) return is("exit");
  if (operation === 0x00) return is("jump", isNarrow ? 4 : 1);
  if (isNarrow) return is("branch", 3);
  if (operation === 0xe0) return is("branch", 4);
  return is("branch", operation >= 0xa0 ? 2 : 1);
}

/** Division and remainder with offset 1, moves with an offset of 8, 16 or 32. */
function isSigned(operation: number, offset: number): boolean {
  const isDivision = operation === 0x30 || operation === 0x90;
  return (isDivision && offset === 1) || (operation === 0xb0 && [8, 16, 32].includes(offset));
}

/** Only adding, without the value from before, is in v1; acquire and release (0x100, 0x110) came with v4. */
function atomicVersion(bytes: readonly number[], isBigEndian: boolean): number {
  const immediate = isBigEndian ? bytes.slice(4, 8) : bytes.slice(4, 8).reverse();
  const operation = immediate.reduce((number, byte) => number * 256 + byte, 0);
  return operation === 0 ? 1 : operation >= 0x100 && operation <= 0x11f ? 4 : 3;
}
