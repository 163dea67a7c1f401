"""Eigenvalues and roots that theory is held to, by NumPy and SciPy; prints one JSON value a line for eigenvalues.jsonl.

A store x is filled at a constant rate and drained at the rate k x, but what is drained leaves only after a delay of mean 1: x' = a - d(t).
  - stages n: the delay is an Erlang law of n stages, so the Jacobian is a matrix of size n + 1, whose eigenvalues NumPy finds;
  - constant: s = -k exp(-s), so s = W(-k), Lambert's function.
"""
import json

import numpy as np
from scipy.special import lambertw


def leading(values):
    values = sorted(values, key=lambda z: (-z.real, -z.imag))
    return [[z.real, z.imag] for z in values if z.imag >= 0][:2]


for k in (0.2, 1.0, 1.5, 2.0):
    for n in (1, 2, 5):
        a = np.zeros((n + 1, n + 1))
        a[1, 0] = k
        for stage in range(1, n + 1):
            a[stage, stage] -= n
            if stage < n:
                a[stage + 1, stage] += n
        a[0, n] = -n
        print(json.dumps({"k": k, "stages": n, "roots": leading(np.linalg.eigvals(a))}))
    roots = [complex(lambertw(-k, branch)) for branch in (0, -1, 1)]
    print(json.dumps({"k": k, "stages": None, "roots": leading(roots)}))
