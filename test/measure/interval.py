"""Prints the expected values of interval.test.ts. Needs SciPy; run as `python interval.py`."""
import numpy as np
from scipy import stats

for values, confidence in [
    ([1, 2, 3, 4], 0.95),
    ([1, 2, 3, 4], 0.99),
    ([0.1, 0.4], 0.95),
    ([3.58, 3.61, 3.55, 3.57, 3.59, 3.6, 3.58, 3.56, 3.57, 3.59], 0.95),
]:
    low, high = stats.t.interval(confidence, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    print(values, confidence, repr(float(low)), repr(float(high)))
