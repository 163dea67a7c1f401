"""What SciPy says of the numbers of test/capture: `python reference.py > reference.json` (SciPy 1.17)."""

import json

import numpy as np
from scipy import optimize, stats


def proportion(k, n, confidence):
    ci = stats.binomtest(k, n).proportion_ci(confidence, method="exact")
    return {"k": k, "n": n, "confidence": confidence, "low": ci.low, "high": ci.high}


def count(k, confidence):
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * k) / 2 if k else 0.0
    return {"k": k, "confidence": confidence, "low": low, "high": stats.chi2.isf(tail, 2 * k + 2) / 2}


def ratio(y, x, confidence):
    """Regression through the origin with weights 1 / x, as least squares of y / sqrt(x) on sqrt(x)."""
    y, x = np.array(y, float), np.array(x, float)
    design = np.sqrt(x)[:, None]
    found, residuals, _, _ = np.linalg.lstsq(design, y / np.sqrt(x))
    value, variance = found[0], residuals[0] / (len(y) - 1)
    away = stats.t.isf((1 - confidence) / 2, len(y) - 1) * np.sqrt(variance * np.linalg.inv(design.T @ design)[0, 0])
    return {"y": y.tolist(), "x": x.tolist(), "value": value, "low": value - away, "high": value + away, "dispersion": variance / value}


def lognormal(buckets, values, at):
    """By maximum likelihood, with the share above `at` and its interval by the delta method on its log odds."""
    low, high, n = (np.array(column, float) for column in zip(*buckets))

    def loss(p):
        law = stats.norm(p[0], np.exp(p[1]))
        with np.errstate(divide="ignore"):
            inside = law.cdf(np.log(high)) - law.cdf(np.log(low))
        exact = law.logpdf(np.log(values)) - np.log(values) if len(values) else np.zeros(0)
        return -(n * np.log(inside)).sum() - exact.sum()

    found = optimize.minimize(loss, [np.log(np.average((low + high) / 2, weights=n)), 0], method="Nelder-Mead",
                              options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 10000}).x

    def odds(p):
        law = stats.norm(p[0], np.exp(p[1]))
        return law.logsf(np.log(at)) - law.logcdf(np.log(at))

    step = 1e-4
    axes = np.eye(2) * step
    hessian = np.array([[(loss(found + a + b) - loss(found + a - b) - loss(found - a + b) + loss(found - a - b)) / (4 * step**2)
                         for b in axes] for a in axes])
    slope = np.array([(odds(found + a) - odds(found - a)) / (2 * step) for a in axes])
    away = stats.norm.isf(0.025) * np.sqrt(slope @ np.linalg.inv(hessian) @ slope)
    ends = [odds(found) - away, odds(found), odds(found) + away]
    low, share, high = (1 / (1 + np.exp(-end)) for end in ends)
    return {"mu": found[0], "sigma": float(np.exp(found[1])), "share": share, "low": low, "high": high}


histogram = [(1000, 2000, 30), (2000, 4000, 120), (4000, 8000, 210), (8000, 16000, 150), (16000, 32000, 60), (32000, 64000, 15)]
slow = [16500, 17200, 18100, 19900, 21000, 22500, 24800, 28100, 31500, 33900, 41000, 57000]
# The values stand for as many of the 75 counts above 16000 as there are of them.
kept = 1 - len(slow) / 75
refined = [(a, b, c if a < 16000 else c * kept) for a, b, c in histogram]

print(json.dumps({
    "proportions": [proportion(*each) for each in [(0, 20, 0.95), (873, 2398, 0.95), (20, 20, 0.9), (1, 1000, 0.99), (4000, 5000, 0.95)]],
    "counts": [count(*each) for each in [(0, 0.95), (1, 0.95), (7, 0.9), (150000, 0.95)]],
    "ratios": [ratio(y, x, 0.95) for y, x in [([300000, 160000, 440000, 320000], [10, 5, 15, 10]), ([12, 9, 15], [1, 2, 3])]],
    "histogram": {"buckets": histogram, **lognormal(histogram, [], 200000)},
    "refined": {"values": slow, **lognormal(refined, slow, 200000)},
    "ofTotal": {"total": 600, **lognormal([(1e-9, 16000, 588)], slow, 100000)},
}, indent=1))
