"""Prints the table of dipLaw.ts: upper quantiles of the dip of n uniform values times √n. Needs NumPy and diptest 0.12."""
import diptest
import numpy as np

upper = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
source = np.random.default_rng(1985)
for n, replicates in [(5, 200_000), (10, 200_000), (20, 200_000), (50, 200_000), (200, 100_000), (1000, 60_000), (10_000, 20_000)]:
    dips = np.empty(replicates)
    for replicate in range(replicates):
        # Partial sums of exponential numbers are sorted uniform ones.
        values = np.cumsum(source.standard_exponential(n + 1))
        dips[replicate] = diptest.dipstat(values[:-1], sort_x=False)
    row = np.quantile(dips * np.sqrt(n), 1 - np.array(upper))
    print(f"  [{n}, [{', '.join(f'{each:.4f}' for each in row)}]],", flush=True)
