// The same loop as in C++, written by hand in JavaScript for this one model: what could be had without a general engine.
// Random numbers are Phasebook's.
import { stream } from "phasebook";
import { benchmark } from "./benchmark.mjs";

const cpus = 8;
const enqueueDone = 0;
const waitDone = 1;
const dequeueDone = 2;
const runDone = 3;

/** A binary heap of typed arrays; above the last event the times are infinite, so that no child is missing. */
class Queue {
  length = 0;
  #scheduled = 0;

  constructor(/** @type {number} */ capacity) {
    this.times = new Float64Array(2 * capacity + 2).fill(Infinity);
    this.orders = new Float64Array(2 * capacity + 2);
    this.kinds = new Int32Array(2 * capacity + 2);
    this.processes = new Int32Array(2 * capacity + 2);
  }

  push(time, kind, process) {
    const { times } = this;
    let hole = this.length;
    this.length += 1;
    while (hole > 0 && time < times[(hole - 1) >> 1]) {
      this.#move((hole - 1) >> 1, hole);
      hole = (hole - 1) >> 1;
    }
    this.#put(hole, time, this.#scheduled++, kind, process);
  }

  replaceTop(time, kind, process) {
    this.#sink(time, this.#scheduled++, kind, process);
  }

  pop() {
    const last = this.length - 1;
    const time = this.times[last];
    this.length = last;
    this.times[last] = Infinity;
    if (last > 0) this.#sink(time, this.orders[last], this.kinds[last], this.processes[last]);
  }

  #sink(time, order, kind, process) {
    const { times, orders, length } = this;
    let hole = 0;
    let child = 1;
    while (child < length) {
      const left = times[child];
      const right = times[child + 1];
      child += Number(right < left);
      if (left === right && orders[child + 1] < orders[child]) child += 1;
      const earliest = times[child];
      if (time < earliest || (time === earliest && order < orders[child])) break;
      this.#move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    this.#put(hole, time, order, kind, process);
  }

  #move(from, to) {
    this.#put(to, this.times[from], this.orders[from], this.kinds[from], this.processes[from]);
  }

  #put(index, time, order, kind, process) {
    this.times[index] = time;
    this.orders[index] = order;
    this.kinds[index] = kind;
    this.processes[index] = process;
  }
}

benchmark((processes, slices, seed) => {
  const random = stream(seed);
  const queue = new Queue(processes);
  const load = new Int32Array(cpus);
  const left = new Int32Array(processes).fill(slices);
  const waits = new Float64Array(processes);
  let map = 0;
  let bpf = 0;
  let proc = 0;
  let time = 0;
  let events = 0;

  for (let process = 0; process < processes; process += 1) {
    load[process % cpus] += 1;
    const enqueue = 400 + 10 * random.normal();
    bpf += enqueue;
    queue.push(enqueue, enqueueDone, process);
  }
  while (queue.length > 0) {
    time = queue.times[0];
    const process = queue.processes[0];
    const cpu = process % cpus;
    events += 1;
    switch (queue.kinds[0]) {
      case enqueueDone: {
        map += 1;
        const wait = Math.max(0, 4 + random.normal()) * (load[cpu] > 4 ? load[cpu] - 4 : 1);
        proc += wait;
        waits[process] = wait;
        queue.replaceTop(time + wait, waitDone, process);
        break;
      }
      case waitDone: {
        let dequeue = (200 + 10 * random.normal()) * (1 + (map / 1024) * (map / 1024));
        if (waits[process] > 4) dequeue += 24 + 8 * random.normal();
        bpf += dequeue;
        queue.replaceTop(time + dequeue, dequeueDone, process);
        break;
      }
      case dequeueDone: {
        map -= 1;
        const run = (3e6 + 1000 * random.normal()) / (load[cpu] > 4 ? load[cpu] - 4 : 1);
        proc += run;
        queue.replaceTop(time + run, runDone, process);
        break;
      }
      case runDone: {
        load[cpu] -= 1;
        left[process] -= 1;
        if (left[process] === 0) {
          queue.pop();
          break;
        }
        load[cpu] += 1;
        const enqueue = (400 + 10 * random.normal()) * (1 + (map / 1024) * (map / 1024));
        bpf += enqueue;
        queue.replaceTop(time + enqueue, enqueueDone, process);
        break;
      }
    }
  }
  return { events, bpf, proc, end: time };
});
