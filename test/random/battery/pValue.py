"""Prints the expected values of pValue.test.ts. Needs SciPy; run as `python pValue.py`."""
from scipy import stats

print(repr(float(stats.chisquare([18, 22, 30, 10]).pvalue)))
print(repr(float(stats.chisquare([50, 30, 20], [60, 25, 15]).pvalue)))
print(repr(float(stats.chisquare(list(range(900, 1100))).pvalue)))
for count, mean in [(0, 2), (5, 2), (430, 400), (330, 400)]:
    print(repr(float((stats.poisson.sf(count - 1, mean) + stats.poisson.sf(count, mean)) / 2)))
print(repr(float(stats.norm.sf(3))))
