"""What all Python peers of the benchmark share: their data, the measurement of time, and SciPy's names of the families."""

import contextlib
import io
import json
import logging
import statistics
import sys
import time
import warnings

import numpy

# With the location held at 0 where the family has none in Phasebook.
SCIPY = {
    "normal": ("norm", {}),
    "lognormal": ("lognorm", {"floc": 0}),
    "exponential": ("expon", {"floc": 0}),
    "gamma": ("gamma", {"floc": 0}),
    "weibull": ("weibull_min", {"floc": 0}),
    "pareto": ("pareto", {"floc": 0}),
    "loglogistic": ("fisk", {"floc": 0}),
    "inverse-gaussian": ("invgauss", {"floc": 0}),
    "gev": ("genextreme", {}),
    "student-t": ("t", {}),
    "gpd": ("genpareto", {"floc": 0}),
}


def measure(fit, results):
    """Times fit(values, families), the first call of the process first, then again until the seconds given are spent.

    `results(fitted, values, families)` turns what the last call has returned into {family: (log-likelihood, parameters)}; the
    median of its times is `judged`. JSON knows no infinity, so what is not finite becomes null.
    """
    file, seconds, names = sys.argv[1:4]
    values = numpy.fromfile(file)
    families = names.split(",")
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    spent = []
    with contextlib.redirect_stdout(io.StringIO()):
        while not spent or (sum(spent) < float(seconds) and len(spent) < 1000):
            begin = time.process_time()
            fitted = fit(values, families)
            spent.append(time.process_time() - begin)
        judged = []
        while not judged or (sum(judged) < 0.1 and len(judged) < 20):
            begin = time.process_time()
            fits = results(fitted, values, families)
            judged.append(time.process_time() - begin)
    fits = {family: (float(height) if numpy.isfinite(height) else None, int(k)) for family, (height, k) in fits.items()}
    print(json.dumps({"spent": spent, "judged": statistics.median(judged), "fits": fits}))


def log_likelihood(scipy_name, parameters, values):
    import scipy.stats

    return getattr(scipy.stats, scipy_name).logpdf(values, *parameters).sum()
