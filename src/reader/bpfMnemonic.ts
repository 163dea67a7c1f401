import type { BpfInstruction, InstructionClass } from "./bpfInstruction.js";

const memory = String.raw`\*\([us](?:8|16|32|64) ?\*\)\(`;
const assign = `(?:[-+*/%&|^]|<<|>>|s>>|s/|s%)?=`;

/** Forms of LLVM's assembly, most special first: what they are, and since which version of the instruction set. */
const forms: readonly (readonly [pattern: RegExp, name: InstructionClass, isaVersion: number])[] = [
  [/^exit\b/, "exit", 1],
  [/^call\s+(?:-0x|-\d)/, "function call", 1],
  [/^callx?\s+(?!0x|\d)/, "function call", 1],
  [/^call\s/, "helper call", 1],
  [/^gotol\s/, "jump", 4],
  [/^goto\s/, "jump", 1],
  [/^may_goto\b/, "branch", 4],
  [/^if w\d+ /, "branch", 3],
  [/^if r\d+ s?<=? /, "branch", 2],
  [/^if r\d+ /, "branch", 1],
  [new RegExp(`^lock ${memory}.*\\) \\+= `), "atomic", 1],
  [/^lock |^[rw]\d+ = (?:xchg|cmpxchg|atomic_fetch)|^(?:xchg|cmpxchg)/, "atomic", 3],
  [/load_acquire|store_release/, "atomic", 4],
  [/^[rw]\d+ = \*\(s(?:8|16|32) ?\*\)/, "load", 4],
  [new RegExp(`^[rw]\\d+ = ${memory}`), "load", 1],
  [/^r0 = \*\(u(?:8|16|32) \*\)skb/, "load", 1],
  [new RegExp(`^${memory}`), "store", 1],
  [/^r\d+ = .* ll$/, "constant", 1],
  [/^[rw]\d+ = bswap/, "alu64", 4],
  [/^r\d+ = (?:be|le)\d+ /, "alu64", 1],
  [/^w\d+ (?:s[/%]=|= \(s\d+\))/, "alu32", 4],
  [/^r\d+ (?:s[/%]=|= \(s\d+\))/, "alu64", 4],
  [new RegExp(`^w\\d+ ${assign}`), "alu32", 3],
  [new RegExp(`^r\\d+ ${assign}`), "alu64", 1],
];

/** An instruction of BPF by its assembly, for a listing without the bytes; undefined for what is none. */
export function bpfMnemonic(text: string): BpfInstruction | undefined {
  const found = forms.find(([pattern]) => pattern.test(text));
  return found && { class: found[1], isaVersion: found[2], slots: found[1] === "constant" ? 2 : 1 };
}
