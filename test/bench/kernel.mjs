// The kernel beside others, as a client sees them: time on the clock from a request to its answer and to the kernel being idle again.
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { SetUpFailure } from "../../kernel/setup/failure.mjs";
import { say } from "../../kernel/setup/step.mjs";
import { kernels } from "./kernel/peers.mjs";
import { median, prepareAll } from "./peer.mjs";
import { printRows, writeRows } from "./report.mjs";

/** @typedef {import("./report.mjs").Row} Row */
/** @typedef {typeof kernels[number] & { command: string[] }} Kernel */

/** What is measured, in the order of the table; all but the lines are the less the better. */
const metrics = {
  "start to first result": "ms",
  "start to first result with the library": "ms",
  "trivial cell": "ms",
  "3,000 printed lines": "ms",
  "lines delivered": "",
  "10th cell": "ms",
  "500th cell": "ms",
  "comm round trip": "ms",
  "kernel_info while busy, shell": "ms",
  "kernel_info while busy, control": "ms",
  "memory after the first cell": "MiB",
  "memory after 500 cells": "MiB",
};

export async function main(/** @type {string[]} */ arguments_) {
  const { json, rounds } = optionsOf(arguments_);
  const { ready, missing } = await prepareAll(kernels);
  for (const { name, reason } of missing) say(`${name} is missing: ${reason}`);
  say(`measuring on ${cpus().length} x ${cpus()[0]?.model ?? "an unknown processor"}, Node ${process.versions.node}`);
  /** @type {Map<string, Map<string, number[]>>} */
  const measured = new Map(ready.map(({ name }) => [name, new Map()]));
  // Round by round, so that a slow minute of the machine meets all kernels and not one.
  for (let round = 0; round < rounds; round += 1)
    for (const kernel of ready)
      for (const [metric, values] of Object.entries(await session(kernel))) {
        const before = measured.get(kernel.name)?.get(metric) ?? [];
        measured.get(kernel.name)?.set(metric, [...before, ...values]);
      }
  const rows = Object.entries(metrics).flatMap(([metric, unit]) => rowsOf(metric, unit, measured, missing));
  printRows("Kernels (ratio: this kernel by Phasebook)", rows);
  if (json) await writeRows(json, rows);
}

function optionsOf(/** @type {string[]} */ arguments_) {
  try {
    const options = /** @type {const} */ ({
      json: { type: "string" },
      rounds: { type: "string", default: "5" },
      quick: { type: "boolean", default: false },
    });
    const { json, rounds, quick } = parseArgs({ args: arguments_, options }).values;
    if (!/^[1-9]\d*$/.test(rounds)) throw new Error(`--rounds is a number from 1, not ${rounds}`);
    return { json, rounds: quick ? 1 : Number(rounds) };
  } catch (error) {
    throw new SetUpFailure(`${error.message}; npm run bench -- kernel [--json FILE] [--rounds 5] [--quick]`);
  }
}

/** @returns {Row[]} */
function rowsOf(metric, unit, measured, missing) {
  const ours = measured.get("Phasebook")?.get(metric);
  const reference = ours && median(ours);
  const rows = [...measured].map(([peer, byMetric]) => {
    const values = byMetric.get(metric);
    if (!values?.length) return { work: "kernel", peer, metric, value: null, unit, ratio: null, note: "never" };
    const value = median(values);
    const note = `median of ${values.length}, minimum ${Number(Math.min(...values).toPrecision(3))}`;
    const ratioOf = "this kernel by Phasebook";
    return { work: "kernel", peer, metric, value, unit, ratio: reference ? value / reference : null, ratioOf, note };
  });
  const absent = missing.map(({ name, reason }) => ({
    ...{ work: "kernel", peer: name, metric, value: null, unit, ratio: null, note: reason },
  }));
  return [...rows, ...absent];
}

/**
 * A kernel from its start to its end.
 *
 * @returns {Promise<Record<string, number[]>>}
 */
async function session(/** @type {Kernel} */ kernel) {
  const { cells } = kernel;
  return inKernel(kernel, async (client, sinceStart) => {
    const first = await textOf(client, "1 + 1");
    if (!first.includes("2")) throw new Error(`${kernel.name} says that 1 + 1 is ${first}`);
    const start = sinceStart();
    const memory = memoryOf(client.pid);
    const trivial = await times(120, () => client.execute("1 + 1"));
    const { printed, lines } = await printing(client, cells.print);
    const declared = await times(505, (index) => client.execute(cells.declare(index)));
    return {
      "start to first result": [start],
      ...(cells.library && { "start to first result with the library": [await startWith(kernel, cells.library)] }),
      "trivial cell": trivial.slice(20),
      "3,000 printed lines": printed,
      "lines delivered": [lines],
      "10th cell": declared.slice(5, 14),
      "500th cell": declared.slice(495, 504),
      ...(cells.echo && { "comm round trip": await commTimes(client, cells.echo) }),
      "kernel_info while busy, shell": [
        await whileBusy(client, cells.busy, () => client.request("kernel_info_request", {})),
      ],
      "kernel_info while busy, control": [
        await whileBusy(client, cells.busy, () => client.control("kernel_info_request")),
      ],
      "memory after the first cell": [memory],
      "memory after 500 cells": [memoryOf(client.pid)],
    };
  });
}

async function inKernel({ command }, /** @type {Function} */ work) {
  const { KernelClient } = await import("../../dist/kernel/notebook/client.js");
  const folder = await mkdtemp(join(tmpdir(), "phasebook-bench-"));
  const began = performance.now();
  const client = await KernelClient.start(folder, { command, terminal: "ignore" });
  try {
    return await work(client, () => performance.now() - began);
  } finally {
    await client.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function startWith(/** @type {Kernel} */ kernel, /** @type {string} */ code) {
  return inKernel(kernel, async (client, sinceStart) => {
    const { status } = await client.execute(code);
    if (status !== "ok") throw new Error(`${kernel.name} cannot import its library`);
    return sinceStart();
  });
}

/** What a cell prints, and its result. */
async function textOf(client, /** @type {string} */ code) {
  let text = "";
  await client.execute(code, ({ content }) => {
    text += content.text ?? content.data?.["text/plain"] ?? "";
  });
  return text;
}

/** Where the lines that are lost take the kernel's word that it is idle with them, there is no time to give. */
async function printing(client, /** @type {string} */ code) {
  let text = "";
  const began = performance.now();
  const done = client.execute(code, ({ content }) => {
    text += content.text ?? "";
  });
  const printed = await Promise.race([done.then(() => [performance.now() - began]), delay(10_000, [])]);
  return { printed, lines: text.split("\n").filter((line) => line.startsWith("line ")).length };
}

async function times(/** @type {number} */ count, /** @type {(index: number) => Promise<unknown>} */ work) {
  const taken = [];
  for (let index = 0; index < count; index += 1) {
    const began = performance.now();
    await work(index);
    taken.push(performance.now() - began);
  }
  return taken;
}

/** From a message of a comm to the kernel's own on the same comm. */
async function commTimes(client, /** @type {string} */ echo) {
  await client.execute(echo);
  await client.tell("comm_open", { comm_id: "bench", target_name: "echo", data: {} });
  const taken = [];
  for (let index = 0; index < 60; index += 1) {
    const began = performance.now();
    await client.tell("comm_msg", { comm_id: "bench", data: { index } }, ({ header }) => {
      if (header.msg_type === "comm_msg") taken.push(performance.now() - began);
    });
  }
  if (taken.length !== 60) throw new Error(`of 60 messages of a comm ${taken.length} were answered`);
  return taken.slice(10);
}

/** How long an answer takes, asked for in the middle of a cell of two seconds. */
async function whileBusy(client, /** @type {string} */ code, /** @type {() => Promise<unknown>} */ ask) {
  const cell = client.execute(code);
  await delay(500);
  const began = performance.now();
  await ask();
  const taken = performance.now() - began;
  await cell;
  return taken;
}

/** The resident memory of a process and all that descend from it, MiB. */
export function memoryOf(/** @type {number} */ pid) {
  const statuses = readdirSync("/proc").flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? readFileSync(`/proc/${name}/status`, "utf8") : [];
    } catch {
      return [];
    }
  });
  const processes = statuses.map((text) => ({
    pid: Number(/^Pid:\s+(\d+)/m.exec(text)?.[1]),
    parent: Number(/^PPid:\s+(\d+)/m.exec(text)?.[1]),
    memory: Number(/^VmRSS:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024,
  }));
  const total = (/** @type {number} */ root) =>
    processes.filter(({ parent }) => parent === root).reduce((sum, child) => sum + total(child.pid), 0) +
    (processes.find((each) => each.pid === root)?.memory ?? 0);
  return total(pid);
}
