"""The work of the benchmark, the part that all Python peers share: the state of the machine and its latencies.

See ../README.md for the model.
"""

import json
import resource
import sys
import time
from random import Random

CPUS = 8


class Machine:
    """What the processes change, and the latencies that follow from it, each drawn when it is asked for."""

    __slots__ = ("load", "map", "bpf", "proc", "events", "normal")

    def __init__(self, seed):
        self.load = [0] * CPUS
        self.map = 0
        self.bpf = 0.0
        self.proc = 0.0
        self.events = 0
        self.normal = Random(seed).gauss

    def begin(self, cpu):
        self.load[cpu] += 1
        enqueue = self.normal(400, 10) * self.map_factor()
        self.bpf += enqueue
        return enqueue

    def enqueue_done(self, cpu):
        self.events += 1
        self.map += 1
        wait = max(0.0, self.normal(4, 1)) * self.contention(cpu)
        self.proc += wait
        return wait

    def wait_done(self, wait):
        self.events += 1
        dequeue = self.normal(200, 10) * self.map_factor()
        if wait > 4:
            dequeue += self.normal(24, 8)
        self.bpf += dequeue
        return dequeue

    def dequeue_done(self, cpu):
        self.events += 1
        self.map -= 1
        run = self.normal(3e6, 1000) / self.contention(cpu)
        self.proc += run
        return run

    def run_done(self, cpu):
        self.events += 1
        self.load[cpu] -= 1

    def contention(self, cpu):
        load = self.load[cpu]
        return load - 4 if load > 4 else 1

    def map_factor(self):
        return 1 + (self.map / 1024) ** 2


def peak_memory():
    """The most memory the process has held, bytes. Linux counts the parent's into ru_maxrss, but not into VmHWM."""
    try:
        with open("/proc/self/status") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def benchmark(simulate):
    """Runs simulate(machine, processes, slices), which returns the time of the last event, and prints what came of it."""
    processes, slices, seed = map(int, sys.argv[1:4])
    started = time.process_time()
    machine = Machine(seed)
    end = simulate(machine, processes, slices)
    seconds = time.process_time() - started
    print(
        json.dumps(
            {
                "events": machine.events,
                "bpf": machine.bpf,
                "proc": machine.proc,
                "end": end,
                "seconds": seconds,
                "peakMemory": peak_memory(),
            }
        )
    )
