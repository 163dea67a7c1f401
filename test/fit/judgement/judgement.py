"""Prints what laws.test.ts, chiSquare.test.ts and vuong.test.ts expect. Needs NumPy and SciPy; run as `python judgement.py`."""
import numpy as np
from scipy import integrate, special, stats

print("kolmogorov")
for n, z in [(2, 0.7), (10, 0.7), (10, 1.36), (10, 3), (50, 0.5), (100, 0.9), (140, 1.7), (141, 0.9), (1000, 1.36), (1000, 3), (100_000, 1.1), (1_000_000, 5)]:
    d = z / n**0.5
    print(f"    [{n}, {d!r}, {float(stats.kstwo.sf(d, n))!r}],")

print("limits of Cramér-von Mises and Anderson-Darling, by inverting the characteristic function of sum weight_j Z_j^2")


def survival(x, weights, rest):
    """Imhof's formula; the weights left out add their mean, `rest`."""
    x = x - rest

    def integrand(u):
        theta = 0.5 * np.sum(np.arctan(weights * u)) - 0.5 * x * u
        rho = np.exp(0.25 * np.sum(np.log1p((weights * u) ** 2)))
        return np.sin(theta) / (u * rho)

    value = sum(integrate.quad(integrand, a, b, limit=500, epsabs=1e-12)[0] for a, b in [(0, 5), (5, 50), (50, 500), (500, 5000), (5000, 50000)])
    return 0.5 + value / np.pi


j = np.arange(1, 2001)
for w in [0.05, 0.119, 0.347, 0.461, 0.743, 1.168]:
    print("    cvm", w, survival(w, 1 / (j * np.pi) ** 2, 1 / 6 - np.sum(1 / (j * np.pi) ** 2)))
for a in [0.3, 0.774, 1.933, 2.492, 3.857, 6]:
    print("    ad", a, survival(a, 1 / (j * (j + 1)), 1 - np.sum(1 / (j * (j + 1.0)))))

print("chi-square")
counts = np.array([5, 14, 30, 27, 16, 8])
edges = np.array([0, 10, 20, 40, 80, 160, np.inf])
expected = 100 * np.diff(stats.lognorm.cdf(edges, 1, scale=np.exp(3.5)))
statistic, p = stats.chisquare(counts, expected, ddof=2, sum_check=False)
print(expected.tolist(), statistic, p, stats.chi2.sf([0.5, 7, 80], [1, 4, 20]).tolist())

print("Vuong")
x = np.array([2.1, 3.4, 1.2, 8.8, 4.1, 2.9, 15.2, 6.6, 3.3, 5.0])
m = stats.lognorm.logpdf(x, 0.7, scale=np.exp(1.4)) - stats.expon.logpdf(x, scale=5.26)
statistic = (m.sum() - 0.5 * (2 - 1) * np.log(len(x))) / (np.sqrt(len(x)) * m.std())
print(statistic, 2 * stats.norm.sf(abs(statistic)))
