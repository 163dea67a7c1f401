"""SimPy: a process is a generator that yields its timeouts."""

import simpy

from work import CPUS, benchmark


def process(environment, machine, cpu, slices):
    timeout = environment.timeout
    for _ in range(slices):
        yield timeout(machine.begin(cpu))
        wait = machine.enqueue_done(cpu)
        yield timeout(wait)
        yield timeout(machine.wait_done(wait))
        yield timeout(machine.dequeue_done(cpu))
        machine.run_done(cpu)


def simulate(machine, processes, slices):
    environment = simpy.Environment()
    for number in range(processes):
        environment.process(process(environment, machine, number % CPUS, slices))
    environment.run()
    return environment.now


benchmark(simulate)
