"""Ciw: a network of queues. The four latencies of a slice are four nodes with as many servers as there are customers, so that
nobody waits for one; a service time is drawn as the service begins, which is when the event before it happens.

Two things are Ciw's and cannot be put otherwise: it keeps a record of every service, and it breaks ties at random.
"""

import ciw

from work import CPUS, benchmark


class Latency(ciw.dists.Distribution):
    """A service time that a function of the customer gives."""

    def __init__(self, latency):
        self.latency = latency

    def sample(self, t=None, ind=None):
        return self.latency(ind)


class Again(ciw.routing.NodeRouting):
    """After its slice a customer goes back to the first node, or leaves."""

    def __init__(self, machine, slices):
        self.machine = machine
        self.slices = slices

    def next_node(self, ind):
        self.machine.run_done(cpu_of(ind))
        ind.slices_done = getattr(ind, "slices_done", 0) + 1
        return self.simulation.nodes[-1 if ind.slices_done == self.slices else 1]


def cpu_of(ind):
    return (ind.id_number - 1) % CPUS


def simulate(machine, processes, slices):
    def wait(ind):
        ind.wait = machine.enqueue_done(cpu_of(ind))
        return ind.wait

    network = ciw.create_network(
        # All at time 0, in one batch.
        arrival_distributions=[ciw.dists.Sequential([0, float("inf")]), None, None, None],
        batching_distributions=[ciw.dists.Deterministic(processes)] * 4,
        service_distributions=[
            Latency(lambda ind: machine.begin(cpu_of(ind))),
            Latency(wait),
            Latency(lambda ind: machine.wait_done(ind.wait)),
            Latency(lambda ind: machine.dequeue_done(cpu_of(ind))),
        ],
        number_of_servers=[float("inf")] * 4,
        routing=ciw.routing.NetworkRouting(
            [ciw.routing.Direct(2), ciw.routing.Direct(3), ciw.routing.Direct(4), Again(machine, slices)]
        ),
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(processes)
    return simulation.current_time


benchmark(simulate)
