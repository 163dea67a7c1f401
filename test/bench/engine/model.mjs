import { normal } from "phasebook";

/**
 * The work of the benchmark as a model of Phasebook; see ../README.md.
 *
 * A slice that follows another leaves the load of its CPU as it is: the end of the one takes it down, the begin of the
 * other puts it up again, at the same moment.
 *
 * @param {number} processes
 * @param {number} slices
 */
export function benchmarkModel(processes, slices) {
  return {
    name: "benchmark",
    parameters: { processes, slices },
    cpus: 8,
    accounts: { bpf: 0, proc: 0 },
    overhead: { bookkeeping: "bpf", work: "proc" },
    counters: { global: { map: 0 }, cpu: { load: 0 }, entity: { left: "slices", wait: 0 } },
    definitions: { contention: "load > 4 ? load - 4 : 1", mapFactor: "1 + (map / 1024)^2" },
    draws: {
      enqueue: { distribution: normal(400, 10), times: "mapFactor" },
      waiting: { distribution: normal(4, 1), times: "contention", atLeast: 0 },
      dequeue: { distribution: normal(200, 10), times: "mapFactor" },
      output: { distribution: normal(24, 8) },
      run: { distribution: normal(3e6, 1000), times: "1 / contention" },
    },
    arrivals: [{ state: "begin", count: "processes" }],
    states: {
      begin: {
        place: { rule: "least-loaded", by: "load" },
        draw: ["enqueue"],
        set: { load: "load + 1" },
        charge: { bpf: "enqueue" },
        schedule: [{ state: "enqueueDone", after: "enqueue" }],
      },
      enqueueDone: {
        draw: ["waiting"],
        set: { map: "map + 1", wait: "waiting" },
        charge: { proc: "waiting" },
        schedule: [{ state: "waitDone", after: "waiting" }],
      },
      waitDone: [
        {
          when: "wait > 4",
          draw: ["dequeue", "output"],
          charge: { bpf: "dequeue + output" },
          schedule: [{ state: "dequeueDone", after: "dequeue + output" }],
        },
        { draw: ["dequeue"], charge: { bpf: "dequeue" }, schedule: [{ state: "dequeueDone", after: "dequeue" }] },
      ],
      dequeueDone: {
        draw: ["run"],
        set: { map: "map - 1" },
        charge: { proc: "run" },
        schedule: [{ state: "runDone", after: "run" }],
      },
      runDone: [
        { when: "left == 1", set: { load: "load - 1" }, end: true },
        {
          draw: ["enqueue"],
          set: { left: "left - 1" },
          charge: { bpf: "enqueue" },
          schedule: [{ state: "enqueueDone", after: "enqueue" }],
        },
      ],
    },
  };
}
