// Interrupts of everything that can run in a cell, a hundred times each: whether the cell ends as interrupted, how soon, and whether what was
// there before is there still.
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";

/** How soon the kernel should answer, ms, and from when on it counts as lost. */
const aim = 1000;
const patience = 15_000;

/** What goes on, by the cell that does it. @type {Readonly<Record<string, string>>} */
const running = {
  loop: "while (true) {}",
  "loop that catches": "while (true) { try { JSON.parse('{'); } catch {} }",
  "endless prints": "for (let index = 0; ; index += 1) console.log(index)",
  "regular expression": "/(a+)+$/.test('a'.repeat(40) + 'b')",
  wait: "await new Promise(() => {})",
  "wait for a timer": "await sleep(1e6)",
  "wait for a server": "await fetch('http://127.0.0.1:' + port)",
  "loop after a wait": "await sleep(1); while (true) {}",
  "loop after no wait": "await null; while (true) {}",
  "regular expression after a wait": "await sleep(1); /(a+)+$/.test('a'.repeat(40) + 'b')",
  "loop in a timer": "await new Promise(() => setTimeout(() => { while (true) {} }, 5))",
  "loop in an immediate": "await new Promise(() => setImmediate(() => { while (true) {} }))",
  "loop in a tick": "await new Promise(() => process.nextTick(() => { while (true) {} }))",
  "busy interval": "await new Promise(() => setInterval(() => { for (let index = 0; index < 1e6; index += 1); }, 1))",
  "endless promises": "const again = (): Promise<void> => Promise.resolve().then(again); await again()",
  "child process": "child_process.execSync('sleep 60')",
  "child process after a wait": "await sleep(1); child_process.execSync('sleep 60')",
  "child process beside": "await new Promise((end) => child_process.spawn('sleep', ['60']).on('exit', end))",
  "worker thread": "await new Promise((end) => new worker_threads.Worker('for (;;);', { eval: true }).on('exit', end))",
  "child process that will not end": "child_process.execSync('trap : INT TERM; while :; do sleep 1; done')",
  "child process in the background": "child_process.execSync('sleep 60 & sleep 61')",
  "worker threads":
    "for (let index = 0; index < 3; index += 1) new worker_threads.Worker('for (;;);', { eval: true }); while (true) {}",
  sort: "while (true) Array.from({ length: 1e5 }, String).sort()",
  "sort that compares": "while (true) Array.from({ length: 1e5 }, Math.sin).sort((a, b) => b - a)",
  hashes: "while (true) require('node:crypto').pbkdf2Sync('a', 'b', 1e4, 64, 'sha512')",
  "endless stream": "for await (const chunk of new stream.Readable({ read() { this.push('x') } })) {}",
  "display of the result": "({ [Symbol.for('Jupyter.display')]() { while (true) {} } })",
  "inspection of the result": "({ [Symbol.for('nodejs.util.inspect.custom')]() { while (true) {} } })",
  "inspection of an error": "throw Object.defineProperty(new Error('x'), 'stack', { get() { while (true) {} } })",
  "loop beside the end of the cell":
    "void (async () => { for (let job = 0; job < 12; job += 1) await null; while (true) {} })(); 5",
  simulation: "simulate(article({ processes: 8000, lifetime: '100 ms' }), { seed: 1, maxEvents: 1e9 })",
  sweep: "await sweep(article, { processes: [3000] }, { replications: 10_000, maxEvents: 1_000_000 })",
};

/** In the handler of a widget's message. @type {Readonly<Record<string, string>>} */
const handling = {
  "loop in a handler": "while (true) {}",
  "loop after a wait in a handler": "await sleep(1); while (true) {}",
};

const opening = `import { article, simulate, sweep } from "phasebook";
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const server = http.createServer(() => {}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const { port } = server.address() as { port: number };
const kept = { value: 42 };
const host = (globalThis as any)[Symbol.for("Jupyter.host")];`;

export async function main(/** @type {string[]} */ arguments_) {
  const { times, json } = optionsOf(arguments_);
  const { KernelClient } = await import("../../dist/kernel/notebook/client.js");
  const client = await KernelClient.start(tmpdir(), { terminal: "ignore" });
  const results = [];
  try {
    await client.execute(opening);
    for (const [name, code] of Object.entries(handling))
      await client.execute(
        `host.onCommOpen(${JSON.stringify(name)}, (comm: any) => { comm.onMessage = async () => { comm.send("begun"); ${code} }; })`,
      );
    for (const name of [...Object.keys(running), ...Object.keys(handling)]) {
      const result = { name, ...(await series(client, name, times)) };
      results.push(result);
      print(result, times);
      if (result.lost > 0) break;
    }
  } finally {
    await client.stop();
  }
  if (json) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  const missed = results.filter(({ inTime }) => inTime < times);
  say(`${results.length - missed.length} of ${results.length} kinds: ${times} of ${times} within ${aim / 1000} s`);
  if (missed.length > 0) process.exitCode = 1;
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      times: { type: "string", default: "100" },
    });
    const { json, times } = parseArgs({ args: arguments_, options }).values;
    if (!/^[1-9]\d*$/.test(times)) throw new Error(`--times is a number from 1, not ${times}`);
    return { json, times: Number(times) };
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- interrupts [--times 100] [--json FILE]`);
  }
}

/** So many interrupts of one thing, at moments between its start and 80 ms later. */
async function series(client, /** @type {string} */ name, /** @type {number} */ times) {
  /** @type {number[]} */
  const taken = [];
  /** @type {string[]} */
  const wrong = [];
  for (let time = 0; time < times; time += 1) {
    const { ended, began } = name in running ? cell(client, running[name]) : message(client, name, time);
    await began;
    await delay((80 * time) / times);
    const asked = performance.now();
    await client.control("interrupt_request");
    const ending = await Promise.race([ended, delay(patience, "lost")]);
    taken.push(performance.now() - asked);
    if (ending === "lost") return { ...summary(taken), wrong, lost: 1 };
    if (ending !== "Interrupted") wrong.push(`ended as ${ending}`);
    const state = await Promise.race([textOf(client, "kept.value"), delay(patience, "lost")]);
    if (state === "lost") return { ...summary(taken), wrong: ["the next cell did not run"], lost: 1 };
    if (state !== "42") wrong.push(`kept was ${state}`);
  }
  return { ...summary(taken, wrong.length), wrong, lost: 0 };
}

function summary(/** @type {number[]} */ taken, wrong = 0) {
  const sorted = [...taken].sort((first, second) => first - second);
  const inTime = sorted.filter((value) => value <= aim).length - wrong;
  return { inTime, median: sorted[sorted.length >> 1], worst: sorted.at(-1) };
}

function cell(client, /** @type {string} */ code) {
  let start = () => {};
  const began = new Promise((resolve) => {
    start = () => resolve(undefined);
  });
  const ended = client.execute(code, ({ header }) => {
    if (header.msg_type === "execute_input") start();
  });
  return { began, ended: ended.then(({ ename, status }) => ename ?? status) };
}

function message(client, /** @type {string} */ target, /** @type {number} */ index) {
  let ending = "ok";
  let start = () => {};
  const began = new Promise((resolve) => {
    start = () => resolve(undefined);
  });
  const comm_id = `${target} ${index}`;
  const ended = client
    .tell("comm_open", { comm_id, target_name: target, data: {} })
    .then(() =>
      client.tell("comm_msg", { comm_id, data: {} }, ({ header, content }) => {
        if (header.msg_type === "comm_msg") start();
        if (header.msg_type === "error") ending = content.ename;
      }),
    )
    .then(() => ending);
  return { began, ended };
}

async function textOf(client, /** @type {string} */ code) {
  let text = "";
  await client.execute(code, ({ content }) => {
    text += content.data?.["text/plain"] ?? content.ename ?? "";
  });
  return text;
}

function print({ name, inTime, median, worst, wrong, lost }, /** @type {number} */ times) {
  const figures = `${inTime} of ${times}, median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`;
  console.log(`  ${name.padEnd(32)}${figures}${lost ? "; lost" : ""}${wrong.length > 0 ? `; ${wrong[0]}` : ""}`);
}
