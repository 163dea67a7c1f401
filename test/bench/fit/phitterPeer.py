"""phitter: all families at once."""

import numpy
from phitter import Phitter

from measure import measure

PHITTER = {
    "normal": "normal",
    "lognormal": "lognormal",
    "exponential": "exponential",
    "gamma": "gamma",
    "weibull": "weibull",
    "pareto": "pareto_first_kind",
    "loglogistic": "loglogistic",
    "inverse-gaussian": "inverse_gaussian",
    "gev": "generalized_extreme_value",
    "student-t": "t_student_3p",
    "gpd": "generalized_pareto",
}


def fit(values, families):
    fitted = Phitter(values, distributions_to_fit=[PHITTER[family] for family in families])
    fitted.fit()
    return fitted.phitter_continuous.distribution_instances


def results(instances, values, families):
    fits = {}
    for family in families:
        law = instances.get(PHITTER[family])
        if law is not None:
            with numpy.errstate(all="ignore"):
                # The one it reports replaces a density of 0 by 1e-300, or the values by a histogram.
                fits[family] = (numpy.log(law.pdf(values)).sum(), law.num_parameters)
    return fits


measure(fit, results)
