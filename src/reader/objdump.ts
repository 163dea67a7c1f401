import { type BpfInstruction, bpfInstruction, type InstructionClass } from "./bpfInstruction.js";
import { bpfMnemonic } from "./bpfMnemonic.js";
import { isFurniture } from "./furniture.js";
import { type FunctionInstructions, InstructionsReading } from "./kind/instructions.js";
import type { Reader } from "./reader.js";

const format = /^(.*):\s+file format (elf64-bpf(?:[lb]e)?)\s*$/i;
const section = /^Disassembly of section (.*?):\s*$/;
const symbol = /^(?:[0-9a-f]{8,16}\s+)?<?([^<>\s][^<>]*?)>?:\s*$/;
/** Labels within a function. */
const label = /^(?:\.?L)?(?:BB|tmp)\d|^\.L/;
const row = /^\s*([0-9a-f]+):\s+((?:[0-9a-f]{2} ){7}[0-9a-f]{2}(?:(?: [0-9a-f]{2}){8})?)(?:\s+(.*?))?\s*$/;
const bare = /^\s*(\d+):\s+(\S.*?)\s*$/;
/** Relocations, lines of the source, symbols: what options of llvm-objdump add. */
const beside = /^\s+[0-9a-f]+:\s+R_BPF_|^;|^\s*\.\.\.$|^SYMBOL TABLE:|^[0-9a-f]{16} [lgw! ]/;

/** Counts that grow. */
type Counted = { -readonly [field in keyof FunctionInstructions]: FunctionInstructions[field] } & {
  classes: Partial<Record<InstructionClass, number>>;
};

/**
 * `llvm-objdump -d` of a BPF object, with or without the bytes (--no-show-raw-insn), relocations (-r), source (-S) or lines (-l): how many
 * instructions each program has, of which kind, and which version of the instruction set they need.
 */
export const objdump: Reader<InstructionsReading> = {
  tools: ["llvm-objdump", "objdump"],
  kinds: ["instructions"],
  recognises(head) {
    if (head.some((line) => format.test(line))) return 1;
    const isCode = head.some((line) => section.test(line)) && head.some((line) => row.test(line));
    return isCode && head.some((line) => /\b(?:r10|exit|call \d)/.test(line)) ? 0.9 : 0;
  },
  read(lines) {
    const functions: Counted[] = [];
    let name: string | undefined;
    let [place, isBigEndian]: [string | null, boolean] = [null, false];
    let hasBytes = true;
    for (const line of lines) {
      const file = format.exec(line);
      if (file) {
        isBigEndian = /be$/i.test(file[2]!);
        lines.note(`of the object ${file[1]!.split(/[/\\]/).at(-1)}`);
        continue;
      }
      const found = section.exec(line)?.[1];
      const symbolName = symbol.exec(line)?.[1];
      if (found !== undefined) [place, name] = [found, undefined];
      else if (symbolName !== undefined && !/\s/.test(symbolName)) {
        if (name === undefined || !label.test(symbolName)) name = symbolName;
      } else if (!beside.test(line)) {
        const [, , bytes, text] = row.exec(line) ?? [];
        const [, , assembly = ""] = bytes === undefined ? (bare.exec(line) ?? []) : [];
        const isCut = bytes === undefined && /^\s*\d+:(?:\s[0-9a-f]{2}\b)+/.test(line.replace(/\t/g, " "));
        const instruction =
          bytes === undefined
            ? bpfMnemonic(assembly)
            : bpfInstruction(
                bytes.split(" ").map((byte) => Number.parseInt(byte, 16)),
                isBigEndian,
              );
        if (!instruction || text === "<unknown>" || isCut) {
          if (text === "<unknown>") lines.skip("is an instruction that llvm-objdump does not know");
          else if (!isFurniture(line, lines)) lines.skip("is no instruction of BPF");
          continue;
        }
        hasBytes &&= bytes !== undefined;
        add(functions, place, name ?? place ?? "", instruction);
      }
    }
    if (!hasBytes)
      lines.note(
        "without the bytes of instructions their version is taken from the assembly; calls of kfuncs look like helpers",
      );
    if (functions.length > 0)
      lines.note(
        "isaVersion is the least -mcpu that has all instructions; the compiler may have been told a later one",
      );
    return new InstructionsReading(lines, functions);
  },
};

function add(functions: Counted[], place: string | null, name: string, instruction: BpfInstruction): void {
  const { class: kind, isaVersion, slots } = instruction;
  let last = functions.at(-1);
  if (!last || last.name !== name || last.section !== place) {
    last = { section: place, name, instructions: 0, slots: 0, isaVersion: 1, classes: {} };
    functions.push(last);
  }
  last.instructions += 1;
  last.slots += slots;
  last.isaVersion = Math.max(last.isaVersion, isaVersion);
  last.classes[kind] = (last.classes[kind] ?? 0) + 1;
}
