import { statSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, type Executed, isIdle } from "./client.js";

let client: Client;

beforeAll(async () => {
  client = await Client.start();
});

afterAll(async () => {
  await client.close();
});

const run = (code: string): Promise<Executed> => client.execute(code);
const result = async (code: string): Promise<string | undefined> => {
  const { result, error } = await run(code);
  if (error) throw new Error(error.traceback.join("\n"));
  return result;
};

describe("information", () => {
  test("kernel_info is complete", async () => {
    const { content, type } = await client.request("kernel_info_request", {});
    expect(type).toBe("kernel_info_reply");
    expect(content).toMatchObject({
      status: "ok",
      protocol_version: expect.stringMatching(/^5\./),
      implementation: "phasebook",
      language_info: { name: "typescript", mimetype: "application/typescript", file_extension: ".ts" },
    });
  });

  test("kernel_info is answered on the control channel too", async () => {
    expect((await client.request("kernel_info_request", {}, "control")).content.status).toBe("ok");
  });

  test("the heartbeat echoes", async () => {
    expect(await client.heartbeat("ping")).toBe("ping");
  });

  test("kernel_info and the heartbeat are answered while a cell computes", async () => {
    const id = await client.submit("while (!fs.existsSync('answered')); 'done'");
    await client.find((message) => message.parent === id && message.type === "execute_input");
    await client.request("kernel_info_request", {});
    await client.request("kernel_info_request", {}, "control");
    await client.heartbeat("ping");
    await writeFile(join(client.folder, "answered"), "");
    expect((await client.outcome(id)).result).toBe("'done'");
  });
});

describe("execution", () => {
  test("a result comes between busy and idle, with its count", async () => {
    const { reply, published } = await run("1 + 1");
    expect(published.map(({ type }) => type)).toEqual(["status", "execute_input", "execute_result", "status"]);
    const [, input, output] = published;
    expect(input!.content).toEqual({ code: "1 + 1", execution_count: reply.content.execution_count });
    expect(output!.content).toEqual({
      data: { "text/plain": "2" },
      metadata: {},
      execution_count: reply.content.execution_count,
    });
    expect(reply.content).toMatchObject({ status: "ok", user_expressions: {}, payload: [] });
  });

  test("the count goes up by one", async () => {
    const first = await run("0");
    const second = await run("0");
    expect(second.reply.content.execution_count).toBe(first.reply.content.execution_count + 1);
  });

  test("undefined shows nothing, null shows null, a promise is awaited", async () => {
    expect((await run("undefined")).published.some(({ type }) => type === "execute_result")).toBe(false);
    expect(await result("null")).toBe("null");
    expect(await result("Promise.resolve('late')")).toBe("'late'");
  });

  test("no stale bindings, and shorthand properties", async () => {
    await run("let rate = 0.1; function f() { return rate * 100 }");
    expect(await result("rate = 0.2; f()")).toBe("20");
    await run("const a = 1, b = 2");
    expect(await result("({ a, b })")).toBe("{ a: 1, b: 2 }");
  });

  test("console, process, fs and the other modules of Node are known in an empty folder", async () => {
    expect(
      await result("console.log('x'); [typeof process.pid, fs.existsSync('.'), path.join('a', 'b'), os.EOL]"),
    ).toBe("[ 'number', true, 'a/b', '\\n' ]");
  });

  test("silent execution publishes no result and is not counted", async () => {
    const { reply: before } = await run("0");
    const silent = await client.execute("1 + 1", { silent: true });
    expect(silent.published.map(({ type }) => type)).toEqual(["status", "status"]);
    expect(silent.reply.content.execution_count).toBe(before.content.execution_count);
  });

  test("with store_history false nothing is counted or remembered", async () => {
    const { reply: before } = await run("0");
    const { result: shown } = await client.execute("'not stored'", { store_history: false });
    expect(shown).toBe("'not stored'");
    expect((await run("0")).reply.content.execution_count).toBe(before.content.execution_count + 1);
    const { content } = await client.request("history_request", {
      hist_access_type: "search",
      pattern: "*not stored*",
    });
    expect(content.history).toEqual([]);
  });

  test("user expressions are evaluated", async () => {
    await run("let level = 4");
    const { reply } = await client.execute("level + 1", { user_expressions: { twice: "level * 2", bad: "nowhere.x" } });
    expect(reply.content.user_expressions).toMatchObject({
      twice: { status: "ok", data: { "text/plain": "8" } },
      bad: { status: "error", ename: "ReferenceError" },
    });
  });

  test("an error stops what is queued, unless it is told not to", async () => {
    const ids = await Promise.all(
      ["throw new Error('stop')", "'second'", "'third'"].map((code) => client.submit(code)),
    );
    const [first, second, third] = await Promise.all(ids.map((id) => client.outcome(id)));
    expect(first!.reply.content.status).toBe("error");
    expect([second!.reply.content.status, third!.reply.content.status]).toEqual(["aborted", "aborted"]);
    expect(await result("'after'")).toBe("'after'");

    const going = await client.submit("throw new Error('go on')", { stop_on_error: false });
    const next = await client.submit("'still'");
    expect((await client.outcome(going)).reply.content.status).toBe("error");
    expect((await client.outcome(next)).result).toBe("'still'");
  });

  test("modules beside the notebook, changed between cells", async () => {
    const file = join(client.folder, "lib", "rate.ts");
    await mkdir(join(client.folder, "lib"), { recursive: true });
    await writeFile(file, "import { unit } from './unit';\nexport const rate: number = 2 * unit;\n");
    await writeFile(join(client.folder, "lib", "unit.ts"), "export const unit: number = 10;\n");
    expect(await result("import { rate as imported } from './lib/rate'; imported")).toBe("20");
    await delay(20);
    await writeFile(join(client.folder, "lib", "unit.ts"), "export const unit: number = 100;\n");
    expect(await result("import { rate as indirectly } from './lib/rate'; indirectly")).toBe("200");
    await delay(20);
    await writeFile(file, "export const rate: number = 3;\n");
    expect(await result("import { rate as again } from './lib/rate'; again")).toBe("3");
    await writeFile(join(client.folder, "data.json"), '{"n": 5}');
    expect(await result("import data from './data.json'; data.n")).toBe("5");
  });

  test.each(["mjs", "js"])(
    "ES modules in JavaScript (.%s) beside the notebook, changed between cells",
    async (ending) => {
      const file = join(client.folder, `steps.${ending}`);
      await writeFile(
        file,
        "import { sep } from 'node:path';\nexport const step = 1;\nexport default [sep, import.meta.url];\n",
      );
      expect(await result(`import defaults, { step } from './steps.${ending}'; [step, ...defaults]`)).toContain(
        `steps.${ending}'`,
      );
      await delay(20);
      await writeFile(file, "export const step = 2;\nexport const width = 5;\n");
      expect(await result(`import { step, width } from './steps.${ending}'; [step, width]`)).toBe("[ 2, 5 ]");
    },
  );

  test("a server that a cell has started serves while later cells run", async () => {
    await run("const server = http.createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1')");
    const port = await result("await new Promise((r) => setImmediate(r)); (server.address() as any).port");
    for (let time = 0; time < 2; time += 1) {
      expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("hello");
      await run("0");
    }
    await run("server.close()");
  });

  test("what a changed module exports anew is known", async () => {
    const file = join(client.folder, "growing.ts");
    await writeFile(file, "export const first = 1;\n");
    expect(await result("import * as growing from './growing'; growing.first")).toBe("1");
    await delay(20);
    await writeFile(file, "export const first = 'one';\nexport const second = 2;\n");
    expect(await result("import * as growing from './growing'; growing.first.toUpperCase() + growing.second")).toBe(
      "'ONE2'",
    );
  });

  test("modules that await, and packages that can only be imported, in modules beside the notebook", async () => {
    const only = join(client.folder, "node_modules", "import-only");
    await mkdir(only, { recursive: true });
    await writeFile(join(only, "package.json"), '{"name":"import-only","exports":{"import":"./index.mjs"}}');
    await writeFile(join(only, "index.mjs"), "export const width = await Promise.resolve(2); export default () => 3;");
    await writeFile(join(only, "index.d.mts"), "export const width: number; export default function (): number;");
    await writeFile(
      join(client.folder, "deep.ts"),
      "import three, { width } from 'import-only';\nexport const area = width * three();\nexport const late = await Promise.resolve(4);",
    );
    await writeFile(
      join(client.folder, "outer.ts"),
      "export * from './deep';\nimport numbers from './numbers.json' with { type: 'json' };\n" +
        "export const sum = numbers[0] + numbers[1];\nexport const dynamic = async () => (await import('import-only')).width;",
    );
    await writeFile(join(client.folder, "numbers.json"), "[3, 4]");
    expect(await result("import { area, late, sum, dynamic } from './outer'; [area, late, sum, await dynamic()]")).toBe(
      "[ 6, 4, 7, 2 ]",
    );
    await delay(20);
    await writeFile(join(client.folder, "numbers.json"), "[5, 6]");
    expect(await result("import { sum } from './outer'; sum")).toBe("11");
    await rm(join(client.folder, "node_modules"), { recursive: true });
  });

  test("a package that is installed after the cell that wants it has failed is found by the same cell", async () => {
    const cell = "import { present } from 'late'; present";
    const package_ = join(client.folder, "node_modules", "late");
    expect((await run(cell)).error!.evalue).toContain("Cannot find module 'late'");
    for (let time = 0; time < 2; time += 1) {
      await mkdir(package_, { recursive: true });
      await writeFile(join(package_, "index.d.ts"), "export const present: number;");
      await writeFile(join(package_, "index.js"), "exports.present = 1;");
      // Those who watch the folder are told a little later.
      await delay(100);
      expect(await result(cell)).toBe("1");
      await rm(join(client.folder, "node_modules"), { recursive: true });
      await delay(100);
      expect(await result("1 + 1")).toBe("2");
    }
  });

  test("packages beside the kernel are found from any folder", async () => {
    expect(await result("import seedrandom from 'seedrandom'; typeof seedrandom('a')()")).toBe("'number'");
    expect(await result("const { display } = await import('phasebook'); typeof display")).toBe("'function'");
    expect(await result("import { displaySymbol } from 'phasebook'; displaySymbol")).toBe("Symbol(Jupyter.display)");
  });
});

describe("errors", () => {
  const plain = (lines: string[]): string => stripVTControlCharacters(lines.join("\n"));

  test("a traceback points at the user's line and column", async () => {
    const { error, reply } = await run(
      "type Late = number;\nfunction fail(n: Late) {\n  return missing(n);\n}\nconst missing = (n: number) => { throw new RangeError('too ' + n) };\n\nfail(3)",
    );
    const count = reply.content.execution_count;
    expect(error).toMatchObject({ ename: "RangeError", evalue: "too 3" });
    const text = plain(error!.traceback);
    expect(text).toContain("RangeError: too 3");
    expect(text).toContain("> 5 | const missing");
    expect(text).toContain(`at missing (cell-${count}.ts:5:40)`);
    expect(text).toContain(`at fail (cell-${count}.ts:3:10)`);
    expect(text).toContain(`cell-${count}.ts:7:1`);
    expect(text).not.toMatch(/node:|dist\/kernel/);
    expect(reply.content).toMatchObject({ status: "error", ename: "RangeError", evalue: "too 3" });
  });

  test("what TypeScript adds to a class moves no line", async () => {
    const { error, reply } = await run(
      "class Point {\n  constructor(public x: number, public y: number) {}\n}\nenum Axis { X, Y }\nnew Point(1, Axis.Y);\nthrow new Error('after');",
    );
    expect(plain(error!.traceback)).toContain(`cell-${reply.content.execution_count}.ts:6:7`);
  });

  test("a function of an earlier cell is named by its cell", async () => {
    const first = await run("const later = async () => {\n  await null;\n  throw new Error('async');\n}");
    const { error } = await run("await later()");
    expect(plain(error!.traceback)).toContain(`cell-${first.reply.content.execution_count}.ts:3:9`);
  });

  test("a type error marks the line, and nothing is run", async () => {
    const { error, stdout } = await run("console.log('ran');\nlet text: string = 5;");
    expect(error!.ename).toBe("TypeScriptError");
    expect(stdout).toBe("");
    expect(plain(error!.traceback)).toMatch(
      /2:5 - error TS2322[\s\S]*> 2 \| let text: string = 5;\n {4}\| {5}\^\^\^\^/,
    );
  });

  test("mistakes of types warn where %types is off, and stop again where it is on", async () => {
    const mistaken = "const length: number = 'text'\nlength.nowhere ?? typeof length";
    const off = await run(`%types off\n${mistaken}`);
    expect(off.result).toBe("'string'");
    expect(off.stderr).toContain("not assignable to type 'number'");
    expect(off.stderr).toContain("2 | ");
    expect((await run("nowhere = 2")).error?.ename).not.toBe("TypeScriptError");
    expect((await run("const broken = = 1")).error?.ename).toBe("TypeScriptError");
    const on = await run(`%types on\n${mistaken}`);
    expect(on.error?.ename).toBe("TypeScriptError");
    expect((await run("%types maybe")).error?.evalue).toBe("%types: expected on or off, got maybe");
    expect((await run("%matplotlib inline")).error?.evalue).toContain("there is no %matplotlib");
  });

  test("a syntax error is an error", async () => {
    expect((await run("let = = 3")).reply.content.status).toBe("error");
  });

  test("things that are no errors can be thrown", async () => {
    expect((await run("throw { odd: true }")).error).toMatchObject({ ename: "Thrown", evalue: "{ odd: true }" });
    expect((await run("throw undefined")).reply.content.status).toBe("error");
  });

  test("causes are shown", async () => {
    const { error } = await run("throw new Error('outer', { cause: new Error('inner') })");
    expect(plain(error!.traceback)).toMatch(/outer[\s\S]*caused by Error: inner/);
  });

  test("values assigned before an error stay, with types that tell the truth", async () => {
    await run("let kept: number = 1; let replaced: number = 1;");
    const { error } = await run("let replaced = 'new'; throw new Error('half'); let kept = 'never'; let unborn = 1;");
    expect(error!.evalue).toBe("half");
    expect(await result("[kept.toFixed(1), replaced.toUpperCase()]")).toBe("[ '1.0', 'NEW' ]");
    expect((await run("unborn")).error!.ename).toBe("TypeScriptError");
  });

  test("errors in timers and forgotten promises are shown, and the kernel lives", async () => {
    const id = await client.submit(
      "setTimeout(() => { throw new Error('in a timer') }, 5); Promise.reject(new Error('forgotten')); 0",
    );
    for (const text of ["in a timer", "forgotten"]) {
      const shown = await client.find(({ type, content }) => type === "error" && content.evalue === text);
      expect(shown.parent).toBe(id);
    }
    expect(await result("1")).toBe("1");
  });

  test.each([
    "process.exit(3)",
    "import { exit } from 'node:process'; exit(3)",
    "(process as any).reallyExit(3)",
    "process.abort()",
    "process.kill(process.pid)",
  ])("the kernel is not ended by %s", async (code) => {
    expect((await run(code)).error!.evalue).toMatch(/^process\.\w+\(.*\) would end the kernel/);
  });

  test.each([
    ["throw Object.assign(new Error('x'), { message: { toString() { throw 1 } } })", "Error", "toString"],
    ["throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })", "Error", "x"],
    ["throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })", "Error", "its message throws 1"],
    ["throw new Proxy({}, { getPrototypeOf() { throw new Error('trap') } })", "Thrown", "{}"],
    ["throw new (vm.runInNewContext('RangeError'))('of another realm')", "RangeError", "of another realm"],
  ])("%s is shown", async (code, ename, part) => {
    const { error } = await run(code);
    expect(error).toMatchObject({ ename, evalue: expect.stringContaining(part) });
  });

  test("the user's own names stand in messages of the engine", async () => {
    await run("const thing: any = { list: 3 }; const make: any = () => thing");
    expect((await run("thing.method()")).error!.evalue).toBe("thing.method is not a function");
    expect((await run("make().list.deep()")).error!.evalue).toBe("make(...).list.deep is not a function");
    expect((await run("new thing()")).error!.evalue).toBe("thing is not a constructor");
  });

  test("an error that a cell prints, or looks at, names the lines of its source", async () => {
    const { stdout, reply } = await run(
      "interface Gone { a: number }\n\nconst fails = () => { throw new Error('seen') };\n" +
        "try { fails() } catch (error) { console.log((error as Error).stack) }",
    );
    const cell = `cell-${reply.content.execution_count}.ts`;
    expect(stdout).toBe(`Error: seen\n    at fails (${cell}:3:29)\n    at ${cell}:4:7\n`);
  });

  test("a syntax error in a module is shown with its line", async () => {
    await writeFile(join(client.folder, "wrong.ts"), "export const a = 1;\nlet b = = 2;\n");
    expect(plain((await run("import { a } from './wrong'")).error!.traceback)).toContain("> 2 | let b = = 2;");
  });

  test("a stack overflow is an error like any other", async () => {
    const { error } = await run("function deep(): number { return deep() + 1 }\ndeep()");
    expect(error!.ename).toBe("RangeError");
    expect(plain(error!.traceback)).toMatch(/… \d+ more of the same/);
    expect(error!.traceback.length).toBeLessThan(12);
  });
});

describe("output", () => {
  test("a value is asked once how it is shown", async () => {
    await run(
      "let asked = 0; class Shown { [Symbol.for('nodejs.util.inspect.custom')]() { asked += 1; return 'shown' } }",
    );
    expect(await result("new Shown()")).toBe("shown");
    expect(await result("asked")).toBe("1");
  });

  test("3,000 printed lines arrive whole and in order", async () => {
    const { stdout } = await run("for (let i = 0; i < 3000; i++) console.log('line', i)");
    expect(stdout).toBe(Array.from({ length: 3000 }, (_, i) => `line ${i}\n`).join(""));
  });

  test("5 MB arrive whole", async () => {
    const { stdout } = await run("for (let i = 0; i < 50; i++) console.log('x'.repeat(99_999))");
    expect(stdout.length).toBe(5_000_000);
  });

  test("100 MB are refused as one output, and printed whole", async () => {
    const shown = await run("({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'x'.repeat(1e8) }) })");
    expect(shown.error!.evalue).toContain("100 MB");
    expect((await result("'x'.repeat(1e8)"))!.length).toBeLessThan(300_000);
    const { published } = await run("console.log('y'.repeat(1e8))");
    const lengths = published.filter(({ type }) => type === "stream").map(({ content }) => content.text.length);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(1e8 + 1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000_001);
  });

  test("running out of memory in a thread is an error of that thread", async () => {
    const { stdout } = await run(
      "const thread = new worker_threads.Worker('const kept = []; for (;;) kept.push(new Array(1e5).fill(1))', " +
        "{ eval: true, resourceLimits: { maxOldGenerationSizeMb: 50 } });" +
        "const failure = await new Promise<Error>((resolve) => thread.once('error', resolve)); console.log((failure as any).code)",
    );
    expect(stdout).toBe("ERR_WORKER_OUT_OF_MEMORY\n");
    expect(await result("'alive'")).toBe("'alive'");
  });

  test("values that are traps for who looks at them are shown as Node prints them", async () => {
    const trap = "{ get() { throw new Error('trap') }, getPrototypeOf() { throw new Error('trap') } }";
    expect(await result(`new Proxy({ a: 1 }, ${trap})`)).toBe("{ a: 1 }");
    expect(await result(`new Proxy([{ a: 1 }], ${trap})`)).toBe("[ { a: 1 } ]");
    expect(await result(`[new Proxy({ a: 1 }, ${trap})]`)).toBe("[ { a: 1 } ]");
    expect(await result("const gone = Proxy.revocable({}, {}); gone.revoke(); gone.proxy")).toBe("<Revoked Proxy>");
    expect(await result("({ get then() { throw new Error('trap') } })")).toBe("{ then: [Getter] }");
    expect(await result("[{ get a() { throw new Error('trap') } }]")).toBe("[ { a: [Getter] } ]");
    expect(await result("new Array(3)")).toBe("[ <3 empty items> ]");
    expect(await result("[{ a: 1 }, , { a: 2 }]")).toBe("[ { a: 1 }, <1 empty item>, { a: 2 } ]");
  });

  test("stderr is a stream of its own", async () => {
    const { stdout, stderr } = await run("console.error('bad'); process.stdout.write('good')");
    expect([stdout, stderr]).toEqual(["good", "bad\n"]);
  });

  test("an error that is printed, or is a value, tells of the user's lines and of nothing in the kernel", async () => {
    const { stderr, published } = await run(
      `interface Gone { a: number }

const made = (): Error => new RangeError("too far");
console.error(made());
await new Promise((resolve) => setTimeout(resolve, 1));
[made()]`,
    );
    expect(stderr).toMatch(/^RangeError: too far\n {4}at made \(cell-\d+\.ts:3:27\)\n {4}at cell-\d+\.ts:4:15\n$/);
    const result = published.find(({ type }) => type === "execute_result")!.content.data["text/plain"];
    expect(result).toMatch(/RangeError: too far\n +at made \(cell-\d+\.ts:3:27\)\n +at cell-\d+\.ts:6:2\n\]$/);
  });

  test("bundles under the display symbol, also promised ones, keep the order of the calls", async () => {
    const { published } = await run(`
      const host = (globalThis as any)[Symbol.for("Jupyter.host")];
      const late = (text: string, ms: number) => ({
        async [Symbol.for("Jupyter.display")]() {
          await new Promise((resolve) => setTimeout(resolve, ms));
          return { "text/plain": text, "text/html": "<b>" + text + "</b>" };
        },
      });
      host.display(late("first", 60));
      console.log("printed");
      host.display(late("second", 5), { displayId: "it" });
      host.display("third");
      late("result", 1)`);
    const order = published.flatMap(({ type, content }) =>
      type === "stream" ? content.text : (content.data?.["text/plain"] ?? []),
    );
    expect(order).toEqual(["first", "printed\n", "second", "'third'", "result"]);
    const displays = published.filter(({ type }) => type === "display_data");
    expect(displays.map(({ content }) => content.transient)).toEqual([{}, { display_id: "it" }, {}]);
    expect(isIdle(published.at(-1)!)).toBe(true);
  });

  test("an output is replaced by its id, and outputs are cleared", async () => {
    const { published } = await run(
      `host.display(1, { displayId: "n" }); host.display(2, { displayId: "n", update: true }); host.clearOutput(true)`,
    );
    const update = published.find(({ type }) => type === "update_display_data")!;
    expect(update.content).toEqual({ data: { "text/plain": "2" }, metadata: {}, transient: { display_id: "n" } });
    expect(published.find(({ type }) => type === "clear_output")!.content).toEqual({ wait: true });
  });

  test("a value that names its output can be replaced, shown as a result or by display", async () => {
    const { published } =
      await run(`const named = { displayId: "mine", [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "it" }) };
      host.display(named); host.display(named, { displayId: "other" }); named`);
    const ids = published.flatMap(({ type, content }) =>
      /display_data|execute_result/.test(type) ? `${type} ${content.transient.display_id}` : [],
    );
    expect(ids).toEqual(["display_data mine", "display_data other", "execute_result mine"]);
    const { published: plain } = await run("42");
    expect(plain.find(({ type }) => type === "execute_result")!.content).not.toHaveProperty("transient");
  });

  test("a display that fails fails the cell, in every way it can fail", async () => {
    const broken = (body: string): string =>
      `host.display({ [Symbol.for("Jupyter.display")]() { ${body} } }); console.log("went on")`;
    for (const body of ["throw new Error('broken')", "return Promise.reject(new Error('broken'))"]) {
      const { error, reply, stdout } = await run(broken(body));
      expect(stdout).toBe("went on\n");
      expect(error!.evalue).toBe("broken");
      expect(reply.content.status).toBe("error");
    }
    expect((await run(broken("return { 'text/plain': 'x', 'application/json': 1n }"))).error!.ename).toBe("TypeError");
    expect((await run(broken("return 3"))).error!.evalue).toContain("must return an object");
    expect((await run("({ [Symbol.for('Jupyter.display')]() { throw new Error('result') } })")).error!.evalue).toBe(
      "result",
    );
  });

  test("what a timer prints after its cell belongs to that cell", async () => {
    const id = await client.submit("setTimeout(() => console.log('afterwards'), 1000); 0");
    const { stdout } = await client.outcome(id);
    expect(stdout).toBe("");
    const late = await client.find(({ type, content }) => type === "stream" && content.text === "afterwards\n");
    expect(late.parent).toBe(id);
  });
});

describe("comms", () => {
  test("a comm of the page is opened, answered with buffers, and closed", async () => {
    await run(`
      host.onCommOpen("echo", (comm: any, { data }: any) => {
        comm.send({ opened: data });
        comm.onMessage = ({ data, buffers, metadata }: any) => {
          console.log("handled");
          comm.send({ echo: data, metadata }, { buffers: buffers.map((b: Uint8Array) => b.map((x) => x + 1)) });
        };
        comm.onClose = () => console.log("closed");
      })`);
    const opened = await client.send("shell", "comm_open", { comm_id: "c1", target_name: "echo", data: { a: 1 } });
    const first = await client.find(({ type, parent }) => type === "comm_msg" && parent === opened);
    expect(first.content).toEqual({ comm_id: "c1", data: { opened: { a: 1 } } });

    const sent = await client.send(
      "shell",
      "comm_msg",
      { comm_id: "c1", data: 5 },
      { buffers: [Uint8Array.of(1, 2)], metadata: { m: 1 } },
    );
    await client.find((message) => message.parent === sent && isIdle(message));
    const about = client.received.filter(({ parent }) => parent === sent);
    expect(about.map(({ type }) => type)).toEqual(["status", "stream", "comm_msg", "status"]);
    expect(about[2]!.content.data).toEqual({ echo: 5, metadata: { m: 1 } });
    expect([...about[2]!.buffers[0]!]).toEqual([2, 3]);

    const info = await client.request("comm_info_request", { target_name: "echo" });
    expect(info.type).toBe("comm_info_reply");
    expect(info.content).toEqual({ status: "ok", comms: { c1: { target_name: "echo" } } });
    const closed = await client.send("shell", "comm_close", { comm_id: "c1", data: {} });
    await client.find(
      ({ type, content, parent }) => type === "stream" && content.text === "closed\n" && parent === closed,
    );
    expect((await client.request("comm_info_request", {})).content.comms).toEqual({});
  });

  test("an unknown target is closed", async () => {
    const id = await client.send("shell", "comm_open", { comm_id: "c2", target_name: "nobody", data: {} });
    const closed = await client.find(({ type, parent }) => type === "comm_close" && parent === id);
    expect(closed.content).toEqual({ comm_id: "c2", data: {} });
  });

  test("the kernel opens a comm, and is heard while a cell waits", async () => {
    const id = await client.submit(`
      const comm = host.openComm("slider", { value: 1 }, { metadata: { version: "2.1.0" } });
      await new Promise((resolve) => { comm.onMessage = ({ data }: any) => resolve(data.value) })`);
    const opened = await client.find(({ type, parent }) => type === "comm_open" && parent === id);
    expect(opened.content).toMatchObject({ target_name: "slider", data: { value: 1 } });
    expect(opened.metadata).toEqual({ version: "2.1.0" });
    await client.send("shell", "comm_msg", { comm_id: opened.content.comm_id, data: { value: 42 } });
    expect((await client.outcome(id)).result).toBe("42");
  });

  test("an error in a handler is shown and the kernel goes idle", async () => {
    await run("host.onCommOpen('bad', () => { throw new Error('bad handler') })");
    const id = await client.send("shell", "comm_open", { comm_id: "c3", target_name: "bad", data: {} });
    await client.find((message) => message.parent === id && isIdle(message));
    expect(client.received.find(({ type, parent }) => type === "error" && parent === id)!.content.evalue).toBe(
      "bad handler",
    );
  });
});

describe("introspection", () => {
  test("is_complete", async () => {
    const status = async (code: string): Promise<string> =>
      (await client.request("is_complete_request", { code })).content.status;
    expect(await status("1 + 1")).toBe("complete");
    expect(await status("await f()")).toBe("complete");
    expect(await status("function f() {")).toBe("incomplete");
    expect(await status("`template")).toBe("incomplete");
    expect(await status("/* comment")).toBe("incomplete");
    expect(await status("let = = ;")).toBe("invalid");
    const { content } = await client.request("is_complete_request", { code: "if (a) {" });
    expect(content.indent).toBe("  ");
  });

  test("completion, with characters of two units before the cursor", async () => {
    await run("const modelled = { overhead: 1, overheard: 2, '漢': 3 }");
    const code = "/* 🎈漢字🎈 */ modelled.overh; 1";
    const position = [...code.slice(0, code.indexOf(";"))].length;
    const { content } = await client.request("complete_request", { code, cursor_pos: position });
    expect(content).toMatchObject({ status: "ok", cursor_start: position - 5, cursor_end: position });
    expect(content.matches).toEqual(["overhead", "overheard"]);
    expect(content.metadata._jupyter_types_experimental[0]).toMatchObject({ text: "overhead", type: "property" });
  });

  test("completion of what stands in a string: modules, files, members of types", async () => {
    for (const path of ["node_modules/installed", "rates"]) await mkdir(join(client.folder, path), { recursive: true });
    await writeFile(join(client.folder, "node_modules/installed/package.json"), '{ "types": "i.d.ts" }');
    await writeFile(join(client.folder, "node_modules/installed/i.d.ts"), "export const a: 1;");
    await writeFile(join(client.folder, "rates/yearly.ts"), "export const rate = 1;");
    /** The line as each completion at the bar would make it. */
    const completed = async (marked: string): Promise<string[]> => {
      const code = marked.replace("|", "");
      const { content } = await client.request("complete_request", { code, cursor_pos: marked.indexOf("|") });
      const { cursor_start, cursor_end, matches } = content;
      return matches.map((match: string) => code.slice(0, cursor_start) + match + code.slice(cursor_end));
    };
    expect(await completed("import 'node:fs/p|'")).toEqual(["import 'node:fs/promises'"]);
    expect(await completed("import 'node:zl|")).toEqual(["import 'node:zlib"]);
    expect(await completed("import { a } from 'inst|'")).toEqual(["import { a } from 'installed'"]);
    expect(await completed("import { article } from 'phaseb|'")).toEqual(["import { article } from 'phasebook'"]);
    expect(await completed("import { normal } from 'phasebook/distrib|'")).toEqual([
      "import { normal } from 'phasebook/distribution'",
    ]);
    expect(await completed("require('./rate|')")).toEqual(["require('./rates')"]);
    expect(await completed("await import('./rates/|')")).toEqual(["await import('./rates/yearly')"]);
    expect((await completed("import '|'")).filter((line) => line.includes("'."))).toEqual([]);
    expect(await completed("let o: { one: 1, two: 2 }; o['t|']")).toEqual(["let o: { one: 1, two: 2 }; o['two']"]);
    expect(await completed("'in any other stri|'")).toEqual([]);
    await rm(join(client.folder, "node_modules"), { recursive: true });
  });

  test("completion of names, also while a cell waits", async () => {
    const id = await client.submit("await new Promise((resolve) => setTimeout(resolve, 400)); 'waited'");
    const { content } = await client.request("complete_request", { code: "modell", cursor_pos: 6 });
    expect(content.matches).toContain("modelled");
    expect((await client.outcome(id)).result).toBe("'waited'");
  });

  test("completion, inspection and completeness, while a cell computes", async () => {
    await run("const wavelength = 4");
    const loop = "while (!fs.existsSync('go')) {}";
    const id = await client.submit(`${loop} 'computed'`);
    await client.find((message) => message.parent === id && message.type === "execute_input");
    const answers = await Promise.all([
      client.request("complete_request", { code: "wavele", cursor_pos: 6 }),
      client.request("inspect_request", { code: "wavelength", cursor_pos: 3, detail_level: 0 }),
      client.request("is_complete_request", { code: "f(" }),
    ]);
    const [completed, inspected, complete] = answers.map(({ content }) => content);
    expect(completed.matches).toContain("wavelength");
    expect(inspected.data["text/plain"]).toContain("const wavelength");
    expect(complete.status).toBe("incomplete");
    await writeFile(join(client.folder, "go"), "");
    expect((await client.outcome(id)).result).toBe("'computed'");
  });

  test("inspection of a name, of a call, of nothing", async () => {
    await run("/** Doubles it. @param x what */\nfunction double(x: number): number { return x * 2 }");
    const inspect = async (code: string, position: number) =>
      (await client.request("inspect_request", { code, cursor_pos: position, detail_level: 0 })).content;
    const text = (await inspect("/* 🎈 */ double", 12)).data["text/plain"];
    expect(text).toContain("function double(x: number): number");
    expect(text).toContain("Doubles it.");
    expect((await inspect("double(1, ", 10)).data["text/plain"]).toContain("function double");
    expect(await inspect("   ", 1)).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });

  test("history by tail, range and search", async () => {
    const { reply } = await run("'remember one'");
    const count = reply.content.execution_count;
    await run("'remember two'");
    await run("'remember one'");
    const history = async (content: object): Promise<unknown[]> =>
      (await client.request("history_request", { raw: true, output: false, ...content })).content.history;
    expect(await history({ hist_access_type: "tail", n: 2 })).toEqual([
      [1, count + 1, "'remember two'"],
      [1, count + 2, "'remember one'"],
    ]);
    expect(
      await history({ hist_access_type: "range", session: 0, start: count, stop: count + 1, output: true }),
    ).toEqual([[1, count, ["'remember one'", "'remember one'"]]]);
    expect(await history({ hist_access_type: "search", pattern: "'remember ?n?'", unique: true })).toEqual([
      [1, count + 2, "'remember one'"],
    ]);
    expect(await history({ hist_access_type: "search", pattern: "*remember*", n: 1 })).toHaveLength(1);
    expect(await history({ hist_access_type: "search", pattern: `${"*".repeat(60)}nowhere` })).toEqual([]);
  });
});

describe("questions to the user", () => {
  test("input and passwords", async () => {
    const id = await client.submit("[input('name? '), input('secret? ', { password: true })]", { allow_stdin: true });
    const answer = async (prompt: string, password: boolean, value: string): Promise<void> => {
      const asked = await client.find(({ type, content }) => type === "input_request" && content.prompt === prompt);
      expect(asked).toMatchObject({ channel: "stdin", parent: id, content: { prompt, password } });
      expect(await client.heartbeat("while it is asked")).toBe("while it is asked");
      expect((await client.request("kernel_info_request", {})).content.status).toBe("ok");
      await client.send("stdin", "input_reply", { value });
    };
    await answer("name? ", false, "Ada 🎈");
    await answer("secret? ", true, "x".repeat(100_000));
    expect((await client.outcome(id)).result).toMatch(/'Ada 🎈'[\s\S]*'xxx/);
  });

  test("an interrupt answers too", async () => {
    const id = await client.submit("input('never')", { allow_stdin: true });
    await client.find(({ type, parent }) => type === "input_request" && parent === id);
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
  });

  test("where nobody can answer there is an error", async () => {
    expect((await run("input('name? ')")).error!.evalue).toContain("not allowed");
  });
});

describe("interrupts", () => {
  beforeAll(() =>
    run("let state = 'kept'; const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))"),
  );

  for (const code of [
    "while (true) {}",
    "await new Promise(() => {})",
    "await sleep(1); while (true) {}",
    "for (;;) await sleep(1)",
    "for (;;) await null",
    "await new Promise(() => setTimeout(() => { while (true) {} }, 1))",
    "host.display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
    "/(a+)+$/.test('a'.repeat(40) + 'b')",
    "child_process.execSync('sleep 60')",
    "child_process.spawnSync('sh', ['-c', 'trap : INT; sleep 60; sleep 60'])",
    "await util.promisify(child_process.execFile)('sleep', ['60'])",
    "await sleep(1); child_process.execSync('sleep 60')",
    "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    "await sleep(1); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    "await new Promise((resolve) => new worker_threads.Worker('for (;;) {}', { eval: true }).once('exit', resolve))",
    // The shell ends first, and the one it leaves holds the pipe open.
    "child_process.execSync('sleep 60 & sleep 61')",
    "while (true) JSON.stringify(Array.from({ length: 1e5 }, String).sort())",
    "for (const tick of (function* () { while (true) yield 1 })()) {}",
    "for await (const chunk of new stream.Readable({ read() { this.push('x') } })) {}",
    // What is done for the result, and for the error.
    "({ get [Symbol.for('Jupyter.display')]() { while (true) {} } })",
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { while (true) {} } })",
    "({ get then() { while (true) {} } })",
    "throw { [Symbol.for('nodejs.util.inspect.custom')]() { while (true) {} } }",
    "throw Object.defineProperty(new Error('x'), 'stack', { get() { while (true) {} } })",
    "host.signal.onabort = () => { while (true) {} }; await new Promise(() => {})",
    // With the loop in a promise job between those of the kernel.
    "void (async () => { for (let job = 0; job < 12; job += 1) await null; while (true) {} })(); 5",
  ]) {
    test(code, async () => {
      const id = await client.submit(code);
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(300);
      await client.request("interrupt_request", {}, "control");
      const { error, reply } = await client.outcome(id);
      expect(error!.ename).toBe("Interrupted");
      expect(reply.content.status).toBe("error");
      expect(await result("state")).toBe("'kept'");
    });
  }

  test("threads end with the cell that has started them and loops at once", async () => {
    const start = "Array.from({ length: 2 }, () => new worker_threads.Worker('for (;;);', { eval: true }))";
    const id = await client.submit(`const threads = ${start}; while (true) {}`);
    await client.find((message) => message.parent === id && message.type === "execute_input");
    await delay(300);
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    // The number of a thread that has ended.
    expect(await result("while (threads.some(({ threadId }) => threadId !== -1)) await sleep(5); threads.length")).toBe(
      "2",
    );
  });

  test("what a loop has counted is kept", async () => {
    const id = await client.submit("let counted = 0; for (;;) counted += 0.5");
    await client.find((message) => message.parent === id && message.type === "execute_input");
    await delay(300);
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    expect(Number(await result("counted"))).toBeGreaterThan(1000);
  });

  test("a cell that goes on and loops after it was interrupted is stopped", async () => {
    const id = await client.submit("await sleep(250); while (true) {}");
    await client.find((message) => message.parent === id && message.type === "execute_input");
    await delay(50);
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    await delay(300);
    expect(await result("state")).toBe("'kept'");
  });

  test("what an interrupted cell has started ends, and what others have started goes on", async () => {
    await run("let ticks = 0, other = 0; setInterval(() => { other += 1 }, 5)");
    const id = await client.submit(
      "const child = child_process.spawn('sleep', ['60']); const again = () => { ticks += 1; setTimeout(again, 5) }; again();" +
        "setInterval(() => { ticks += 1; console.log('tick') }, 5); await new Promise(() => {})",
    );
    await client.find((message) => message.parent === id && message.type === "stream");
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    await delay(400);
    const before = JSON.parse((await result("JSON.stringify([ticks, other])"))!.slice(1, -1));
    await delay(200);
    const after = JSON.parse((await result("JSON.stringify([ticks, other])"))!.slice(1, -1));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBeGreaterThan(before[1]);
    expect(await result("child.signalCode")).toBe("'SIGINT'");
  });

  test("what a child process of an interrupted cell has started ends with it", async () => {
    const id = await client.submit(
      "await util.promisify(child_process.exec)('(while true; do echo >> beats; sleep 0.05; done) & wait')",
    );
    const beats = (): number => statSync(join(client.folder, "beats"), { throwIfNoEntry: false })?.size ?? 0;
    await expect.poll(beats, { timeout: 10_000 }).toBeGreaterThan(1);
    await client.request("interrupt_request", {}, "control");
    expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    await delay(400);
    const then = beats();
    await delay(300);
    expect(beats()).toBe(then);
  });

  test.each(["slow.ts", "slow.cjs"])(
    "%s, interrupted while it ran, runs again when it is imported again",
    async (name) => {
      await writeFile(
        join(client.folder, name),
        "exports.one = 1; if (!globalThis.quick) for (;;); exports.two = 2;".replaceAll(
          "exports.",
          name.endsWith(".ts") ? "export const " : "exports.",
        ),
      );
      const id = await client.submit(`require('./${name}')`);
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(500);
      await client.request("interrupt_request", {}, "control");
      expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
      expect(await result(`(globalThis as any).quick = true; require('./${name}').two`)).toBe("2");
      await run("delete (globalThis as any).quick");
    },
  );

  test("the host tells who runs whether it is interrupted", async () => {
    const id = await client.submit(
      "let told = false; host.signal.onabort = () => { told = true }; console.log('set'); await new Promise(() => {})",
    );
    await client.find((message) => message.parent === id && message.type === "stream");
    await client.request("interrupt_request", {}, "control");
    await client.outcome(id);
    expect(await result("[told, host.signal.aborted]")).toBe("[ true, false ]");
  });

  test("what a timer shows belongs to the cell that started it, while another one runs", async () => {
    const first = await client.submit("setTimeout(() => console.log('from the first'), 150)");
    const second = await client.submit("await sleep(400); console.log('from the second')");
    expect((await client.outcome(second)).stdout).toBe("from the second\n");
    expect((await client.outcome(first)).stdout).toBe("from the first\n");
  });

  test.each([
    "child_process.execSync('sleep 60')",
    "for (;;) { try { await sleep(1); while (true) {} } catch {} }",
    "for (;;) { try { while (true) {} } finally { continue } }",
    "for (let i = 0; ; i++) console.log(i)",
    "const again = () => process.nextTick(again); again(); await new Promise(() => {})",
  ])("again and again: %s", async (code) => {
    for (let time = 0; time < 10; time += 1) {
      const id = await client.submit(code);
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(20 + 13 * time);
      await client.request("interrupt_request", {}, "control");
      expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
      expect(await result("state")).toBe("'kept'");
    }
  });

  test("an interrupt at any moment", async () => {
    for (let wait = 0; wait < 60; wait += 7) {
      const id = await client.submit("await sleep(1); while (true) {}");
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(wait);
      await client.request("interrupt_request", {}, "control");
      expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    }
    expect(await result("state")).toBe("'kept'");
  });

  test("an interrupt at the first use of what Node loads late does not break it", async () => {
    await run(`const silent = http.createServer(() => {}).listen(0, "127.0.0.1");
      await new Promise((resolve) => silent.on("listening", resolve));
      const { port } = silent.address() as any`);
    for (let wait = 0; wait < 5; wait += 1) {
      const id = await client.submit("await fetch('http://127.0.0.1:' + port)");
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(5 * wait);
      await client.request("interrupt_request", {}, "control");
      expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
    }
    await run("silent.closeAllConnections(); silent.close()");
  });

  test("a timer of an interrupted cell does not come, so that the next cell runs", async () => {
    for (let wait = 0; wait < 5; wait += 1) {
      const id = await client.submit("await new Promise(() => setTimeout(() => { while (true) {} }, 20))");
      await client.find((message) => message.parent === id && message.type === "execute_input");
      await delay(3 * wait);
      await client.request("interrupt_request", {}, "control");
      expect((await client.outcome(id)).error!.ename).toBe("Interrupted");
      expect(await result("state")).toBe("'kept'");
    }
  });

  test("an interrupt of an idle kernel does nothing", async () => {
    await client.request("interrupt_request", {}, "control");
    await delay(300);
    expect(await result("state")).toBe("'kept'");
  });

  for (const loop of ["while (true) {}", "await null; while (true) {}", "await sleep(1); while (true) {}"]) {
    test(`in a comm handler: ${loop}`, async () => {
      await run(`host.onCommOpen('loop', (comm: any) => { comm.onMessage = async () => { ${loop} } })`);
      await client.send("shell", "comm_open", { comm_id: "loop", target_name: "loop", data: {} });
      const id = await client.send("shell", "comm_msg", { comm_id: "loop", data: {} });
      await delay(200);
      await client.request("interrupt_request", {}, "control");
      await client.find((message) => message.parent === id && isIdle(message), 2000);
      expect(await result("state")).toBe("'kept'");
    });
  }
});

describe("messages that are not to be trusted", () => {
  test("a wrong signature executes nothing", async () => {
    const content = { code: "globalThis.hacked = true", silent: false };
    await client.send("shell", "execute_request", content, { signature: "0".repeat(64) });
    await client.send("shell", "execute_request", content, { signature: "" });
    await client.send("control", "shutdown_request", { restart: false }, { signature: "bad" });
    expect(await result("(globalThis as any).hacked")).toBeUndefined();
    expect(client.log).toContain("wrong signature");
  });

  test("a message that comes again executes nothing", async () => {
    const { frames } = client.framesOf("execute_request", { code: "globalThis.times = (globalThis.times ?? 0) + 1" });
    for (let time = 0; time < 3; time += 1) await client.sendRaw("shell", frames);
    await client.sendRaw("control", frames);
    expect(await result("(globalThis as any).times")).toBe("1");
    expect(client.log).toContain("a message that has come before");
  });

  test.each([
    ["shell", "debug_request"],
    ["shell", "create_subshell_request"],
    ["shell", "constructor_request"],
    ["control", "debug_request"],
    ["control", "create_subshell_request"],
    ["control", "execute_request"],
  ] as const)(
    "on the %s channel a %s, which the kernel does not offer, is answered with an error",
    async (channel, type) => {
      const reply = await client.request(type, { code: "(globalThis as any).hacked = true" }, channel);
      expect(reply.type).toBe(type.replace("request", "reply"));
      const evalue = `this kernel serves no ${type} on the ${channel} channel`;
      expect(reply.content).toMatchObject({ status: "error", ename: "UnknownRequest", evalue });
      await client.find((message) => message.parent === reply.parent && isIdle(message));
      expect(await result("(globalThis as any).hacked")).toBeUndefined();
    },
  );

  test("malformed frames crash nothing", async () => {
    for (const frames of [
      [""],
      ["x", "y"],
      ["<IDS|MSG>"],
      ["<IDS|MSG>", "", "{}", "{}", "{}"],
      ["<IDS|MSG>", "", "{", "[]", "1", "null"],
    ]) {
      await client.sendRaw("shell", frames);
      await client.sendRaw("control", frames);
      await client.sendRaw("stdin", frames);
    }
    await client.send("shell", "no_such_request", {});
    await client.send("shell", "constructor", {});
    await client.send("control", "execute_request", { code: "1" });
    for (const type of ["execute_request", "complete_request", "inspect_request", "history_request", "comm_msg"]) {
      await client.send("shell", type, {});
    }
    expect(await result("'alive'")).toBe("'alive'");
  });
});
