// Minutes of mixed use, as several impatient people would: what is asked must be answered, what is printed must arrive, what has ended must
// be gone, and memory must not grow.
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { memoryOf } from "./kernel.mjs";
import { median } from "./peer.mjs";
import { formatted } from "./report.mjs";

/** How long an answer may take before it counts as lost, ms. */
const patience = 30_000;

/** A restart comes after so many deeds; memory is compared within the life of one kernel. */
const life = 600;

/** How much more memory a kernel may take in the last quarter of its life than in the second: what it takes at first, it keeps. */
const flat = 1.1;

export async function main(/** @type {string[]} */ arguments_) {
  const { json, minutes, seed } = optionsOf(arguments_);
  const { KernelClient } = await import("../../dist/kernel/notebook/client.js");
  const { stream } = await import("phasebook");
  const chance = stream(seed);
  const folder = await mkdtemp(join(tmpdir(), "phasebook-soak-"));
  const end = Date.now() + 60_000 * minutes;
  /** @type {Record<string, number>} */
  const done = {};
  /** @type {string[]} */
  const lost = [];
  /** @type {{ second: number, last: number }[]} */
  const lives = [];
  const pids = [];
  let deedsDone = 0;
  try {
    while (Date.now() < end) {
      const client = await KernelClient.start(folder, { environment: { ...process.env, PHASEBOOK_SOAK: folder } });
      pids.push(client.pid);
      await client.execute(opening);
      const memory = [];
      for (let deed = 0; deed < life && Date.now() < end; deed += 1) {
        const names = Object.keys(deeds);
        const name = names[Math.floor(chance.uniform() * names.length)];
        const failure = await Promise.race([
          deeds[name](client, deedsDone).catch((/** @type {Error} */ error) => error.message),
          delay(patience, `no answer within ${patience / 1000} s`),
        ]);
        if (failure) lost.push(`${name} ${deedsDone}: ${failure}`);
        done[name] = (done[name] ?? 0) + 1;
        deedsDone += 1;
        if (deed % 10 === 0) memory.push(memoryOf(client.pid));
      }
      if (memory.length === life / 10) lives.push(quartersOf(memory));
      await client.stop();
      const left = Math.max(0, Math.ceil((end - Date.now()) / 60_000));
      say(`${pids.length}. kernel ended after ${deedsDone} deeds in all, ${lost.length} lost; ${left} min to go`);
    }
    await delay(1000);
    const orphans = processesOf(folder);
    const growth = median(lives.map(({ second, last }) => last / second));
    report({ minutes, kernels: pids.length, deeds: deedsDone, ...done }, lost, orphans, lives);
    if (json) await writeFile(json, `${JSON.stringify({ done, lost, orphans, lives }, null, 2)}\n`);
    if (lost.length + orphans.length > 0 || growth > flat) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      minutes: { type: "string", default: "10" },
      seed: { type: "string", default: "soak" },
    });
    const { json, minutes, seed } = parseArgs({ args: arguments_, options }).values;
    if (!(Number(minutes) > 0)) throw new Error(`--minutes is a number above 0, not ${minutes}`);
    return { json, seed, minutes: Number(minutes) };
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- soak [--minutes 10] [--seed soak] [--json FILE]`);
  }
}

const opening = `let total = 0;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
(globalThis as any)[Symbol.for("Jupyter.host")].onCommOpen("slider", (comm: any) => {
  comm.onMessage = ({ data }: any) => { total += data.value; comm.send({ total }); };
})`;

/** Each says what went wrong, or nothing. @type {Record<string, (client: any, index: number) => Promise<string | undefined>>} */
const deeds = {
  cell: (client, index) =>
    expectText(client, `const made${index % 50} = ${index}; made${index % 50} + 1`, String(index + 1)),
  print: async (client, index) => {
    const text = await textOf(client, `for (let i = 0; i < 500; i++) console.log(${index}, i)`);
    const expected = Array.from({ length: 500 }, (_, line) => `${index} ${line}\n`).join("");
    return text === expected ? undefined : `${text.length} of ${expected.length} characters were printed`;
  },
  error: async (client) => {
    const { status, evalue } = await client.execute("throw new Error('wanted')");
    return status === "error" && evalue === "wanted" ? undefined : `an error came as ${status}, ${evalue}`;
  },
  mistake: async (client) => {
    const { ename } = await client.execute("const wrong: string = 5");
    return ename === "TypeScriptError" ? undefined : `a mistake of types came as ${ename}`;
  },
  "interrupted loop": (client) => interrupted(client, "while (true) {}"),
  "interrupted wait": (client) => interrupted(client, "await sleep(1e6)"),
  "interrupted loop after a wait": (client) => interrupted(client, "await sleep(1); while (true) {}"),
  "interrupted child": (client) => interrupted(client, "child_process.execSync('sleep 60')"),
  slider: async (client, index) => {
    const comm_id = `slider-${index}`;
    let answers = 0;
    await client.tell("comm_open", { comm_id, target_name: "slider", data: {} });
    for (let value = 1; value <= 20; value += 1)
      await client.tell("comm_msg", { comm_id, data: { value } }, ({ header }) => {
        if (header.msg_type === "comm_msg") answers += 1;
      });
    await client.tell("comm_close", { comm_id, data: {} });
    return answers === 20 ? undefined : `of 20 messages of a slider ${answers} were answered`;
  },
  completion: async (client) => {
    const { matches } = await client.request("complete_request", { code: "Math.fl", cursor_pos: 7 });
    return String(matches) === "floor" ? undefined : `Math.fl was completed by ${matches}`;
  },
  inspection: async (client) => {
    const { found } = await client.request("inspect_request", { code: "total", cursor_pos: 2, detail_level: 0 });
    return found ? undefined : "a variable was not found";
  },
  "questions while a cell computes": async (client) => {
    const cell = client.execute("{ const end = Date.now() + 200; while (Date.now() < end); }");
    await client.control("kernel_info_request");
    await client.request("complete_request", { code: "tot", cursor_pos: 3 });
    return (await cell).status === "ok" ? undefined : "the cell that computed failed";
  },
  library: (client) =>
    expectText(
      client,
      'import { article, simulate } from "phasebook"; simulate(article({ processes: 50 }), { seed: 1, maxEvents: 5000 }).stopped',
      "'done'",
    ),
};

async function textOf(client, /** @type {string} */ code) {
  let text = "";
  await client.execute(code, ({ content }) => {
    text += content.text ?? content.data?.["text/plain"] ?? "";
  });
  return text;
}

async function expectText(client, /** @type {string} */ code, /** @type {string} */ expected) {
  const text = await textOf(client, code);
  return text === expected ? undefined : `expected ${expected}, got ${text}`;
}

async function interrupted(client, /** @type {string} */ code) {
  let began = () => {};
  const running = new Promise((resolve) => {
    began = () => resolve(undefined);
  });
  const cell = client.execute(code, ({ header }) => {
    if (header.msg_type === "execute_input") began();
  });
  await running;
  await delay(30);
  await client.control("interrupt_request");
  const { ename } = await cell;
  return ename === "Interrupted" ? undefined : `an interrupt came as ${ename}`;
}

/** Memory falls when garbage is collected, so a median stands for a quarter, MiB. */
function quartersOf(/** @type {number[]} */ memory) {
  const quarter = memory.length >> 2;
  return { second: median(memory.slice(quarter, 2 * quarter)), last: median(memory.slice(-quarter)) };
}

/** Processes that carry the mark of the soak's kernels in their environment. */
function processesOf(/** @type {string} */ mark) {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, "utf8").includes(`PHASEBOOK_SOAK=${mark}`);
    } catch {
      return false;
    }
  });
}

function report(/** @type {Record<string, number>} */ counts, lost, orphans, lives) {
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name.padEnd(34)}${count}`);
  for (const each of lost.slice(0, 20)) say(`lost: ${each}`);
  say(`${lost.length} lost, ${orphans.length} orphans`);
  if (lives.length === 0) {
    say(`no kernel has lived for ${life} deeds: whether memory is flat was not seen`);
    return;
  }
  const of = (/** @type {"second" | "last"} */ quarter) => formatted(median(lives.map((each) => each[quarter])));
  say(
    `memory, medians of ${lives.length} kernels: ${of("second")} MiB in the second quarter of a life, ${of("last")} in the last; more than ${flat} times would be a leak`,
  );
}
