"""distfit: all families at once, SciPy's with a free location; their log-likelihoods, which it does not say, are not timed."""

from distfit import distfit

from measure import SCIPY, log_likelihood, measure


def fit(values, families):
    fitted = distfit(distr=[SCIPY[family][0] for family in families], verbose="silent")
    fitted.fit_transform(values)
    return fitted.summary


def results(summary, values, families):
    parameters = dict(zip(summary["name"], summary["params"]))
    names = {family: SCIPY[family][0] for family in families}
    return {
        family: (log_likelihood(name, parameters[name], values), len(parameters[name]))
        for family, name in names.items()
        if name in parameters
    }


measure(fit, results)
