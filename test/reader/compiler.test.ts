import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bpfInstruction } from "../../src/reader/bpfInstruction.js";
import { bpfMnemonic } from "../../src/reader/bpfMnemonic.js";
import type { InstructionsReading } from "../../src/reader/kind/instructions.js";
import type { RemarksReading } from "../../src/reader/kind/remarks.js";
import { read } from "../../src/reader/read.js";
import { sample, samplePath } from "./sample.js";

const instructions = (name: string) => read(samplePath(name)) as InstructionsReading;
const remarks = (text: string) => read(text) as RemarksReading;

/** How many instructions clang says that each function has. */
function countsOf({ remarks: all }: RemarksReading): Record<string, number> {
  const counts = all.filter(({ name }) => name === "InstructionCount");
  return Object.fromEntries(counts.map((remark) => [remark.function!, Number(remark.values!.NumInstructions)]));
}

function byFunction({ instructions: all }: InstructionsReading): Record<string, number> {
  return Object.fromEntries(all.map(({ name, instructions: count }) => [name, count]));
}

describe("llvm-objdump -d", () => {
  const reading = instructions("objdump.txt");

  test("counts are those that clang itself gives, labels are no functions", () => {
    expect(reading).toMatchObject({ kind: "instructions", tool: "llvm-objdump", isaVersion: 3, skipped: [] });
    expect(byFunction(reading)).toEqual(countsOf(remarks(sample("remarks.opt.yaml"))));
    expect(reading.instructions.map(({ section }) => section)).toEqual([
      ".text",
      "tp_btf/sched_wakeup",
      "tp_btf/sched_switch",
    ]);
    for (const { classes, instructions: count } of reading.instructions)
      expect(Object.values(classes).reduce((sum, each) => sum + each)).toBe(count);
    expect(reading.instructions[1]!.classes).toEqual({ "helper call": 1, alu32: 1, "function call": 1, exit: 1 });
    // The last address is that of the last slot.
    expect(reading.instructions[2]!.slots).toBe(27);
  });

  test("without bytes, and with relocations and source between, the same", () => {
    for (const name of ["objdumpWithoutBytes.txt", "objdumpSource.txt"]) {
      expect(instructions(name).instructions).toEqual(reading.instructions);
      expect(instructions(name).skipped).toEqual([]);
    }
  });

  test("a line that is cut off within its bytes is no instruction", () => {
    const text = sample("objdump.txt");
    const cut = read(text.slice(0, text.indexOf("call 2\n") - 4)) as InstructionsReading;
    expect(cut.instructions[0]!.instructions).toBe(9);
    expect(cut.skipped).toHaveLength(1);
  });
});

/** Instructions with their encoding by RFC 9669, the assembly that LLVM writes, and the version that LLVM's BPF.td asks for. */
const encoded: readonly (readonly [bytes: string, assembly: string, name: string, version: number])[] = [
  ["b7 01 00 00 05 00 00 00", "r1 = 5", "alu64", 1],
  ["0f 21 00 00 00 00 00 00", "r1 += r2", "alu64", 1],
  ["dc 01 00 00 10 00 00 00", "r1 = be16 r1", "alu64", 1],
  ["18 01 00 00 00 00 00 00", "r1 = 0 ll", "constant", 1],
  ["79 12 08 00 00 00 00 00", "r2 = *(u64 *)(r1 + 8)", "load", 1],
  ["62 0a fc ff 01 00 00 00", "*(u32 *)(r10 - 4) = 1", "store", 1],
  ["db 32 00 00 00 00 00 00", "lock *(u64 *)(r2 + 0) += r3", "atomic", 1],
  ["55 01 02 00 00 00 00 00", "if r1 != 0 goto +2", "branch", 1],
  ["6d 21 02 00 00 00 00 00", "if r1 s> r2 goto +2", "branch", 1],
  ["05 00 02 00 00 00 00 00", "goto +2", "jump", 1],
  ["85 00 00 00 05 00 00 00", "call 5", "helper call", 1],
  ["85 10 00 00 ff ff ff ff", "call -1", "function call", 1],
  ["95 00 00 00 00 00 00 00", "exit", "exit", 1],
  ["ad 21 02 00 00 00 00 00", "if r1 < r2 goto +2", "branch", 2],
  ["d5 01 02 00 00 00 00 00", "if r1 s<= 0 goto +2", "branch", 2],
  ["0c 21 00 00 00 00 00 00", "w1 += w2", "alu32", 3],
  ["16 01 02 00 00 00 00 00", "if w1 == 0 goto +2", "branch", 3],
  ["db 32 00 00 01 00 00 00", "r3 = atomic_fetch_add((u64 *)(r2 + 0), r3)", "atomic", 3],
  ["3f 21 01 00 00 00 00 00", "r1 s/= r2", "alu64", 4],
  ["bf 21 08 00 00 00 00 00", "r1 = (s8)r2", "alu64", 4],
  ["91 12 00 00 00 00 00 00", "r2 = *(s8 *)(r1 + 0)", "load", 4],
  ["d7 01 00 00 10 00 00 00", "r1 = bswap16 r1", "alu64", 4],
  ["06 00 00 00 02 00 00 00", "gotol +2", "jump", 4],
  ["db 12 00 00 00 01 00 00", "r1 = load_acquire((u64 *)(r2 + 0))", "atomic", 4],
];

describe("the version of the instruction set", () => {
  test.each(encoded)("%s is %s", (bytes, assembly, name, isaVersion) => {
    const numbers = bytes.split(" ").map((byte) => Number.parseInt(byte, 16));
    expect(bpfInstruction(numbers)).toMatchObject({ class: name, isaVersion });
    expect(bpfMnemonic(assembly)).toMatchObject({ class: name, isaVersion });
    // The other byte order: registers, offset and constant are turned.
    const [code, registers, ...rest] = numbers as [number, number, ...number[]];
    const turned = [
      code,
      (registers >> 4) | ((registers & 15) << 4),
      ...rest.slice(0, 2).reverse(),
      ...rest.slice(2).reverse(),
    ];
    expect(bpfInstruction(turned, true)).toMatchObject({ class: name, isaVersion });
  });
});

describe("clang's remarks", () => {
  test("the record: passes, places, messages and their values", () => {
    const reading = remarks(sample("remarks.opt.yaml"));
    expect(reading).toMatchObject({ kind: "remarks", tool: "clang-optimisation-record", skipped: [] });
    expect(reading.remarks).toHaveLength(sample("remarks.opt.yaml").match(/^---/gm)!.length);
    expect(reading.remarks.find(({ pass }) => pass === "inline")).toMatchObject({
      ...{ type: "missed", name: "NeverInline", function: "wakeup", file: "waits.bpf.c", line: 25 },
      message:
        "'record' not inlined into 'wakeup' because it should never be inlined (cost=never): noinline function attribute",
      values: { Callee: "record", Caller: "wakeup", Reason: "noinline function attribute" },
    });
  });

  test("the terminal says the same, without the values", () => {
    const [record, terminal] = [remarks(sample("remarks.opt.yaml")), remarks(sample("remarks.txt"))];
    expect(terminal).toMatchObject({ kind: "remarks", tool: "clang-remarks", skipped: [] });
    expect(terminal.remarks).toHaveLength(sample("remarks.txt").match(/ remark: /g)!.length);
    const missed = ({ remarks: all }: RemarksReading) =>
      all.filter(({ type }) => type === "missed").map(({ pass, line, column }) => [pass, line, column]);
    expect(missed(terminal)).toEqual(missed(record));
    expect(terminal.remarks.find(({ pass }) => pass === "inline")).toMatchObject({ function: "wakeup", line: 25 });
  });

  test("quotes, texts over several lines, hotness, failures, no place, a record that is cut off", () => {
    const text = `--- !Passed
Pass:            inline
Name:            Inlined
DebugLoc:        { File: 'a b.c', Line: 3, Column: 4 }
Function:        f
Hotness:         120
Args:
  - String:          ''''
  - Callee:          g
    DebugLoc:        { File: 'a b.c', Line: 1, Column: 0 }
  - String:          "'\\tinlined"
  - String:          |
      one
      two
...
--- !Failure
Pass:            loop-vectorize
Name:            FailedRequestedVectorization
Function:        f
Args:            []
...
clang: warning: something
--- !Missed
Pass:            gvn
Name:            Load
`;
    const reading = remarks(text);
    expect(reading.remarks).toMatchObject([
      {
        type: "passed",
        file: "a b.c",
        line: 3,
        hotness: 120,
        message: "'g'\tinlinedone\ntwo",
        values: { Callee: "g" },
      },
      { type: "failure", pass: "loop-vectorize", file: null, line: null, message: "" },
    ]);
    expect(reading.skipped).toMatchObject([
      { line: 22, reason: "is in no remark" },
      { line: 23, reason: "begins a remark that is cut off" },
    ]);
  });

  test("of newer versions with line numbers before the source; warnings are skipped", () => {
    const text = `a.c:4:1: remark: 3 instructions in function [-Rpass-analysis=asm-printer]
    4 | int f(void) {
      | ^
a.c:5:1: warning: unused variable 'x' [-Wunused-variable]
    5 | int x;
      |     ^
1 warning generated.
stray
`;
    expect(remarks(text)).toMatchObject({
      remarks: [{ type: "analysis", pass: "asm-printer", line: 4 }],
      skipped: [{ line: 4, reason: "is no remark but a message of the compiler" }, { line: 8 }],
    });
  });
});

/** The first of these that runs. */
function tool(...names: string[]): string | undefined {
  return names.find((name) => {
    try {
      execFileSync(name, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

const versions = [21, 20, 19, 18, 17, 16, 15, 14];
const clang = tool("clang", ...versions.map((version) => `clang-${version}`));
const llvmObjdump = tool("llvm-objdump", ...versions.map((version) => `llvm-objdump-${version}`));

describe.skipIf(!clang || !llvmObjdump)("clang and llvm-objdump of this machine", () => {
  const folder = mkdtempSync(join(tmpdir(), "phasebook-compiler-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([1, 2, 3])("an object of -mcpu=v%d needs that version, and its counts are clang's", (version) => {
    const [object, record] = [join(folder, `v${version}.o`), join(folder, `v${version}.yaml`)];
    const options = ["-O2", "-g", "-target", "bpf", `-mcpu=v${version}`, "-c", samplePath("waits.bpf.c"), "-o", object];
    execFileSync(clang!, [...options, "-fsave-optimization-record=yaml", `-foptimization-record-file=${record}`]);
    const listing = execFileSync(llvmObjdump!, ["-d", object], { encoding: "utf8" });
    const reading = read(listing) as InstructionsReading;
    expect(reading.isaVersion).toBe(version);
    expect(reading.skipped).toEqual([]);
    expect(byFunction(reading)).toEqual(countsOf(remarks(readFileSync(record, "utf8"))));
    const bare = execFileSync(llvmObjdump!, ["-d", "--no-show-raw-insn", object], { encoding: "utf8" });
    expect((read(bare) as InstructionsReading).instructions).toEqual(reading.instructions);
  });
});
