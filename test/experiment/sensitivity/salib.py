"""Writes salib.json: SALib's own sample matrices and what it makes of them for the functions of Ishigami and Sobol'.

Needs NumPy, SciPy and SALib; run as `python salib.py > salib.json`. Samples are in the unit cube: those of Morris as levels 0 to 3, those of
Saltelli as multiples of 2^-30. The functions are those of sensitivity.test.ts.
"""
import json
import math

import numpy as np
from SALib.analyze import morris as analyze_morris
from SALib.analyze import sobol as analyze_sobol
from SALib.sample import morris as sample_morris
from SALib.sample import sobol as sample_sobol


def ishigami(u):
    x = -math.pi + 2 * math.pi * u
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(u):
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])[: u.shape[1]]
    return np.prod((np.abs(4 * u - 2) + a) / (1 + a), axis=1)


def problem(dimensions):
    return {"num_vars": dimensions, "names": [f"x{i + 1}" for i in range(dimensions)], "bounds": [[0, 1]] * dimensions}


def plain(values):
    return [None if v is None or np.isnan(v) else float(v) for v in np.ravel(values)]


def morris(function, dimensions):
    sample = sample_morris.sample(problem(dimensions), 12, num_levels=4, seed=7)
    found = analyze_morris.analyze(problem(dimensions), sample, function(sample), num_levels=4, num_resamples=5000, seed=7)
    return {
        "sample": np.rint(sample * 3).astype(int).tolist(),
        **{name: plain(found[name]) for name in ["mu", "mu_star", "sigma", "mu_star_conf"]},
    }


def sobol(function, dimensions, samples, second):
    sample = sample_sobol.sample(problem(dimensions), samples, calc_second_order=second, seed=7)
    found = analyze_sobol.analyze(
        problem(dimensions), function(sample), calc_second_order=second, num_resamples=5000, seed=7
    )
    scaled = sample * 2**30
    assert np.array_equal(scaled, np.rint(scaled))
    names = ["S1", "S1_conf", "ST", "ST_conf"]
    pairs = np.triu_indices(dimensions, 1)
    return {
        "sample": scaled.astype(int).tolist(),
        **{name: plain(found[name]) for name in names},
        **({name: plain(found[name][pairs]) for name in ["S2", "S2_conf"]} if second else {}),
    }


print(
    json.dumps(
        {
            "morris": {"ishigami": morris(ishigami, 3), "g": morris(g_function, 8)},
            "sobol": {"ishigami": sobol(ishigami, 3, 64, True), "g": sobol(g_function, 5, 64, False)},
        },
        separators=(",", ":"),
    )
)
