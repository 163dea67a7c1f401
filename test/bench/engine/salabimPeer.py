"""salabim: a process is a component that holds; as a generator, which is faster here than the greenlets of its default."""

import salabim

from work import CPUS, benchmark


class Process(salabim.Component):
    def setup(self, machine, cpu, slices):
        self.machine = machine
        self.cpu = cpu
        self.slices = slices

    def process(self):
        machine, cpu = self.machine, self.cpu
        for _ in range(self.slices):
            yield self.hold(machine.begin(cpu))
            wait = machine.enqueue_done(cpu)
            yield self.hold(wait)
            yield self.hold(machine.wait_done(wait))
            yield self.hold(machine.dequeue_done(cpu))
            machine.run_done(cpu)


def simulate(machine, processes, slices):
    salabim.yieldless(False)
    environment = salabim.Environment(trace=False)
    for number in range(processes):
        Process(machine=machine, cpu=number % CPUS, slices=slices)
    environment.run()
    return environment.now()


benchmark(simulate)
