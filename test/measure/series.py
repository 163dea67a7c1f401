"""Prints the expected values of autocorrelation, batchMeans, effectiveSampleSize and mser5.

Needs NumPy, SciPy and statsmodels; run as `python series.py`. The series are those of minimalStandard.ts.
"""
import numpy as np
from scipy import stats
from statsmodels.stats.stattools import durbin_watson
from statsmodels.tsa.stattools import acf


def minimal_standard(count):
    state = 1
    for _ in range(count):
        state = state * 16807 % 2147483647
        yield state / 2147483647


def remembering(count, memory):
    last = 0.0
    values = []
    for value in minimal_standard(count):
        last = memory * last + value
        values.append(last)
    return np.array(values)


def batch_means(values, batches):
    size = len(values) // batches
    means = values[len(values) - batches * size:].reshape(batches, size).mean(axis=1)
    low, high = stats.t.interval(0.95, batches - 1, loc=means.mean(), scale=stats.sem(means))
    ratio = durbin_watson(means - means.mean())
    z = (1 - ratio / 2) * np.sqrt((batches**2 - 1) / (batches - 2))
    return low, high, acf(means, nlags=1, fft=False)[1], ratio, stats.norm.sf(z)


def mser5(values):
    means = values[: len(values) // 5 * 5].reshape(-1, 5).mean(axis=1)
    n = len(means)
    errors = [((means[d:] - means[d:].mean()) ** 2).sum() / (n - d) ** 2 for d in range(n - 5)]
    return 5 * int(np.argmin(errors)), min(errors)


def effective_sample_size(values):
    """Geyer's initial monotone sequence, by its definition."""
    r = acf(values, nlags=len(values) - 1, fft=True)
    pairs = r[0 : len(r) // 2 * 2 : 2] + r[1 : len(r) // 2 * 2 : 2]
    positive = pairs[: np.argmax(pairs <= 0)] if (pairs <= 0).any() else pairs
    return len(values) / (2 * np.minimum.accumulate(positive).sum() - 1)


series = remembering(1003, 0.8)
print("acf", [float(value) for value in acf(series, nlags=5, fft=False)])
for batches in (7, 10, 20, 30):
    print("batch means", batches, [float(value) for value in batch_means(series, batches)])
print("effective sample size", float(effective_sample_size(series)), float(effective_sample_size(remembering(1003, 0))))
print("mser5", mser5(series), "from a high begin", mser5(series + 20 * 0.97 ** np.arange(1003)))
print("mser5 of a slope", mser5(series + 0.02 * np.arange(1003)))
