"""Prints the expected values of the tests of closed forms, by their definitions in 40 digits. Needs mpmath.

Run as `python queueing.py`. Sums over states are taken as they stand in the textbooks, none of the recursions that the library uses.
"""
from mpmath import binomial, factorial, lu_solve, matrix, mp, mpf

mp.dps = 40


def show(name, *values):
    print(name, *(float(value) for value in values))


def erlang_b(c, a):
    return a**c / factorial(c) / sum(a**k / factorial(k) for k in range(c + 1))


def erlang_c(c, a):
    full = a**c / factorial(c) * c / (c - a)
    return full / (sum(a**k / factorial(k) for k in range(c)) + full)


for c, a in [(1, "0.9"), (2, "1.5"), (16, "14.4"), (100, "95"), (500, "480"), (1000, "999")]:
    show(f"erlang {c} {a}", erlang_b(c, mpf(a)), erlang_c(c, mpf(a)))


def mm1k(ratio, k):
    weights = [mpf(ratio) ** n for n in range(k + 1)]
    total = sum(weights)
    return weights[-1] / total, sum(n * w for n, w in enumerate(weights)) / total


for ratio, k in [("0.5", 3), ("1", 10), ("1.000001", 50), ("0.9", 200), ("3", 1000), ("1e-9", 2)]:
    show(f"mm1k {ratio} {k}", *mm1k(ratio, k))


def machine_repair(n, c, z, s):
    r = mpf(s) / mpf(z)
    weights = [
        binomial(n, k) * r**k * (1 if k <= c else factorial(k) / (factorial(c) * mpf(c) ** (k - c))) for k in range(n + 1)
    ]
    total = sum(weights)
    busy = sum(min(k, c) * w for k, w in enumerate(weights)) / total
    broken = sum(k * w for k, w in enumerate(weights)) / total
    throughput = busy / mpf(s)
    return throughput, broken / throughput, broken


for n, c, z, s in [(10, 1, 14, 2), (10, 2, 14, 2), (64, 16, "0.5", 2), (2000, 300, 10, 3), (1, 1, 14, 2)]:
    show(f"machine repair {n} {c} {z} {s}", *machine_repair(n, c, z, s))


def jackson(arrivals, routes, rates, servers):
    """Nodes as M/M/c, after the traffic equations."""
    size = len(arrivals)
    system = matrix(size, size)
    for i in range(size):
        for j in range(size):
            system[i, j] = (1 if i == j else 0) - mpf(routes[j][i])
    flows = lu_solve(system, matrix([mpf(a) for a in arrivals]))
    numbers = []
    for flow, rate, c in zip(flows, rates, servers):
        a = flow / mpf(rate)
        numbers.append(a + erlang_c(c, a) * a / (c - a))
    return *flows, *numbers, sum(numbers) / sum(mpf(a) for a in arrivals)


show("jackson", *jackson(["1", "0.5", "0"], [["0", "0.6", "0.3"], ["0.1", "0", "0.7"], ["0", "0.2", "0"]], ["3", "2", "1"], [1, 1, 3]))


def buzen(n, demands, z):
    """Normalising constants by summing over every state: thinking, and each station."""
    def constant(customers, left):
        if not left:
            return mpf(z) ** customers / factorial(customers)
        return sum(mpf(left[0]) ** k * constant(customers - k, left[1:]) for k in range(customers + 1))

    g = constant(n, demands)
    return constant(n - 1, demands) / g, *(
        sum(mpf(d) ** k * constant(n - k, demands[:i] + demands[i + 1 :]) * k for k in range(1, n + 1)) / g
        for i, d in enumerate(demands)
    )


show("mean value analysis", *buzen(12, ["2", "1.5", "0.25"], "14"))
