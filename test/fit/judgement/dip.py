"""Writes what dip.test.ts expects of the dip: `python dip.py > dip.jsonl`. Needs NumPy and diptest 0.12."""
import json

import diptest
import numpy as np

source = np.random.default_rng(5)
samples = [
    [0, 0, 0, 1, 1, 1],
    [0, 0, 1, 1, 1, 5, 5, 5, 5],
    [1, 1.1, 1.2, 7, 7.1, 7.3, 7.4],
    *(np.round(source.normal(size=n), 6).tolist() for n in (5, 10, 30, 100)),
    *(np.round(source.lognormal(3, 1, size=n), 3).tolist() for n in (8, 20, 80)),
    *(np.round(source.uniform(size=n), 6).tolist() for n in (6, 12, 40, 120)),
    *(np.round(np.concatenate([source.normal(0, 1, n), source.normal(4, 1, n)]), 5).tolist() for n in (5, 20, 60)),
    np.round(np.concatenate([source.normal(m, 0.3, 20) for m in (0, 2, 5)]), 5).tolist(),
    source.poisson(4, 60).tolist(),
    source.integers(0, 3, 40).tolist(),
]
for each in samples:
    print(json.dumps({"values": sorted(each), "dip": float(diptest.dipstat(np.array(each, float)))}, separators=(",", ":")))
