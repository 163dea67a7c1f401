"""Makes extreme.jsonl, one law a line: values of laws with extreme parameters, far out in both tails, by mpmath.

    pip install mpmath gmpy2
    python extreme.py > extreme.jsonl

Mean and variance are closed forms with as many digits. Each point is [x, log pdf, log cdf, log survival, condition]. Every formula is evaluated at the exact binary doubles of x
and of the parameters with at least 60 correct digits, then rounded once. `condition` is by how much a relative error of x
(or of the location, where that is larger) is magnified in the worst of the three, as a relative error of pdf, cdf or
survival. Infinities are strings.
"""

import json
from mpmath import mp, mpf, exp, log, sqrt, pi, erfc, expm1, log1p, loggamma, inf

mp.dps = 420  # The tails reach 1e-300, and what is left of 1 there has to have its digits too.


def gamma_tails(a, x):
    """P(a, x) by its series of positive terms, Q as what is left of 1."""
    if a * log(x) - x - loggamma(a + 1) < -1000:  # Out of the numbers; the caller leaves it out.
        return (mpf(0), mpf(1)) if x < a else (mpf(1), mpf(0))
    if x > 2000 and x > 3 * a:
        # Legendre's continued fraction, from far enough out.
        value = mpf(0)
        for n in range(2000, 0, -1):
            value = n * (a - n) / (x + 2 * n + 1 - a + value)
        upper = exp(a * log(x) - x - loggamma(a)) / (x + 1 - a + value)
        return 1 - upper, upper
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** -mp.dps:
        n += 1
        term *= x / (a + n)
        total += term
    lower = exp(a * log(x) - x - loggamma(a + 1)) * total
    return lower, 1 - lower


def beta_tails(a, b, x):
    """I_x(a, b) by its series of positive terms, from the side where it converges sooner."""
    logarithm = a * log(x) + b * log(1 - x) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)
    if logarithm < -1000:  # Out of the numbers; the caller leaves it out.
        return (mpf(0), mpf(1)) if x < a / (a + b) else (mpf(1), mpf(0))
    if x > 0.5:
        upper, lower = beta_tails(b, a, 1 - x)
        return lower, upper
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** -mp.dps:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    lower = exp(logarithm) * total
    return lower, 1 - lower


def normal_tails(z):
    return erfc(-z / sqrt(2)) / 2, erfc(z / sqrt(2)) / 2


def from_hazard(h):
    if not 0 <= h < 1000:  # Out of the support or of the numbers; the caller leaves it out.
        return mpf(1), mpf(0)
    return -expm1(-h), exp(-h)


def normal(x, mu, sigma):
    z = (x - mu) / sigma
    return (-z * z / 2 - log(sigma * sqrt(2 * pi)), *normal_tails(z))


def lognormal(x, mu, sigma):
    z = (log(x) - mu) / sigma
    return (-z * z / 2 - log(x * sigma * sqrt(2 * pi)), *normal_tails(z))


def exponential(x, rate):
    return (log(rate) - rate * x, *from_hazard(rate * x))


def gamma(x, shape, scale):
    z = x / scale
    return ((shape - 1) * log(z) - z - loggamma(shape) - log(scale), *gamma_tails(shape, z))


def weibull(x, shape, scale):
    z = x / scale
    return (log(shape / scale) + (shape - 1) * log(z) - z**shape, *from_hazard(z**shape))


def pareto(x, xm, alpha):
    return (log(alpha / xm) - (alpha + 1) * log(x / xm), *from_hazard(alpha * log(x / xm)))


def lomax(x, shape, scale):
    rise = log1p(x / scale)
    return (log(shape / scale) - (shape + 1) * rise, *from_hazard(shape * rise))


def uniform(x, low, high):
    return (-log(high - low), (x - low) / (high - low), (high - x) / (high - low))


def logistic(x, mu, s):
    z = (x - mu) / s
    return (-z - 2 * log1p(exp(-z)) - log(s), 1 / (1 + exp(-z)), 1 / (1 + exp(z)))


def loglogistic(x, shape, scale):
    odds = (x / scale) ** shape
    return (log(shape / x) + log(odds) - 2 * log1p(odds), odds / (1 + odds), 1 / (1 + odds))


def inverse_gaussian(x, mu, lam):
    root = sqrt(lam / x)
    low, high = root * (x / mu - 1), root * (x / mu + 1)
    second = exp(2 * lam / mu) * normal_tails(-high)[0]
    density = log(lam / (2 * pi * x**3)) / 2 - lam * (x - mu) ** 2 / (2 * mu * mu * x)
    return (density, normal_tails(low)[0] + second, normal_tails(low)[1] - second)


def inverse_gamma(x, shape, scale):
    z = scale / x
    lower, upper = gamma_tails(shape, z)
    return (shape * log(z) - z - loggamma(shape) - log(x), upper, lower)


def gev(x, mu, sigma, xi):
    z = (x - mu) / sigma
    if 1 + xi * z <= 0:
        return mpf(0), mpf(1), mpf(0)
    t = log1p(xi * z) / xi if xi else z
    h = exp(-t) if t > -10 else mpf(1000)
    return (-(1 + xi) * t - h - log(sigma), *reversed(from_hazard(h)))


def gumbel(x, mu, beta):
    return gev(x, mu, beta, 0)


def student_t(x, nu, mu, sigma):
    z = (x - mu) / sigma
    density = loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(nu * pi) / 2 - (nu + 1) / 2 * log1p(z * z / nu) - log(sigma)
    within, beyond = beta_tails(mpf(1) / 2, nu / 2, z * z / (nu + z * z))
    low, high = (beyond / 2, (1 + within) / 2)
    return (density, high, low) if z > 0 else (density, low, high)


def gpd(x, sigma, xi):
    t = log1p(xi * x / sigma) / xi if xi else x / sigma
    return (-(1 + xi) * t - log(sigma), *from_hazard(t))


def laplace(x, mu, b):
    z = (x - mu) / b
    tail = exp(-abs(z)) / 2
    return (-abs(z) - log(2 * b), *((tail, 1 - tail) if z < 0 else (1 - tail, tail)))


def rayleigh(x, sigma):
    h = (x / sigma) ** 2 / 2
    return (log(x / sigma**2) - h, *from_hazard(h))


def burr12(x, c, k, scale):
    z = x / scale
    rise = log1p(z**c)
    return (log(c * k / scale) + (c - 1) * log(z) - (k + 1) * rise, *from_hazard(k * rise))


def beta(x, a, b):
    density = (a - 1) * log(x) + (b - 1) * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b)
    return (density, *beta_tails(a, b, x))


def poisson(x, lam):
    lower, upper = gamma_tails(x + 1, lam)
    return (x * log(lam) - lam - loggamma(x + 1), upper, lower)


def geometric(x, p):
    return (log(p) + x * log1p(-p), *from_hazard(-(x + 1) * log1p(-p)))


def negative_binomial(x, r, p):
    density = loggamma(x + r) - loggamma(x + 1) - loggamma(r) + r * log(p) + x * log1p(-p)
    return (density, *beta_tails(r, x + 1, p))


def raw(first, second):
    return first, second - first**2


def g(x):
    return mp.gamma(x)


def burr12_moment(c, k, scale, n):
    return scale**n * g(1 + n / c) * exp(loggamma(k - n / c) - loggamma(k)) if c * k > n else inf


def loglogistic_moment(shape, scale, n):
    return scale**n * n * pi / shape / mp.sin(n * pi / shape) if shape > n else inf


def gev_moments(mu, sigma, xi):
    if xi == 0:
        return mu + sigma * mp.euler, (sigma * pi) ** 2 / 6
    mean = mu + sigma * (g(1 - xi) - 1) / xi if xi < 1 else inf
    return mean, (sigma / xi) ** 2 * (g(1 - 2 * xi) - g(1 - xi) ** 2) if xi < 0.5 else inf


MOMENTS = {
    "normal": lambda mu, sigma: (mu, sigma**2),
    "lognormal": lambda mu, sigma: (exp(mu + sigma**2 / 2), expm1(sigma**2) * exp(2 * mu + sigma**2)),
    "exponential": lambda rate: (1 / rate, 1 / rate**2),
    "gamma": lambda shape, scale: (shape * scale, shape * scale**2),
    "weibull": lambda shape, scale: raw(scale * g(1 + 1 / shape), scale**2 * g(1 + 2 / shape)),
    "pareto": lambda xm, a: (a * xm / (a - 1) if a > 1 else inf, xm**2 * a / (a - 1) ** 2 / (a - 2) if a > 2 else inf),
    "lomax": lambda a, s: (s / (a - 1) if a > 1 else inf, s**2 * a / (a - 1) ** 2 / (a - 2) if a > 2 else inf),
    "uniform": lambda low, high: ((low + high) / 2, (high - low) ** 2 / 12),
    "logistic": lambda mu, s: (mu, (s * pi) ** 2 / 3),
    "loglogistic": lambda shape, scale: raw(loglogistic_moment(shape, scale, 1), loglogistic_moment(shape, scale, 2))
    if shape > 2
    else (loglogistic_moment(shape, scale, 1), inf),
    "inverse-gaussian": lambda mu, lam: (mu, mu**3 / lam),
    "inverse-gamma": lambda a, s: (s / (a - 1) if a > 1 else inf, s**2 / (a - 1) ** 2 / (a - 2) if a > 2 else inf),
    "gev": gev_moments,
    "gumbel": lambda mu, beta: gev_moments(mu, beta, 0),
    "student-t": lambda nu, mu, sigma: (
        mu if nu > 1 else mp.nan,
        sigma**2 * nu / (nu - 2) if nu > 2 else inf if nu > 1 else mp.nan,
    ),
    "gpd": lambda sigma, xi: (
        sigma / (1 - xi) if xi < 1 else inf,
        (sigma / (1 - xi)) ** 2 / (1 - 2 * xi) if xi < 0.5 else inf,
    ),
    "laplace": lambda mu, b: (mu, 2 * b**2),
    "rayleigh": lambda sigma: (sigma * sqrt(pi / 2), (2 - pi / 2) * sigma**2),
    "burr12": lambda c, k, scale: raw(burr12_moment(c, k, scale, 1), burr12_moment(c, k, scale, 2))
    if c * k > 2
    else (burr12_moment(c, k, scale, 1), inf),
    "beta": lambda a, b: (a / (a + b), a * b / (a + b) ** 2 / (a + b + 1)),
    "poisson": lambda lam: (lam, lam),
    "geometric": lambda p: ((1 - p) / p, (1 - p) / p**2),
    "negative-binomial": lambda r, p: (r * (1 - p) / p, r * (1 - p) / p**2),
}

DISCRETE = {"poisson", "geometric", "negative-binomial"}
WHOLE_LINE = {"normal", "logistic", "gumbel", "student-t", "laplace", "gev", "uniform"}

# family, its function, the names of its parameters, and for each set the parameters, a centre and a width.
LAWS = [
    ("normal", normal, "mu sigma", [([1e6, 1e-3], 1e6, 1e-3), ([-3e-300, 1e-299], 0, 1e-299), ([0, 1e150], 0, 1e150)]),
    ("lognormal", lognormal, "mu sigma", [([0, 1e-3], 1, 1e-3), ([5, 20], 150, 1e5), ([100, 0.5], 2.7e43, 1e43), ([-0.3, 8], 1, 10)]),
    ("exponential", exponential, "rate", [([1e-200], 1e200, 1e200), ([3.7e150], 1e-150, 1e-150)]),
    ("gamma", gamma, "shape scale", [([1e-3, 1], 1, 1), ([1e-6, 5], 1, 5), ([0.9999, 1e9], 1e9, 1e9), ([3, 1e-200], 3e-200, 1e-200),
        ([19.5, 1], 19.5, 4.4), ([20.5, 1], 20.5, 4.5), ([150, 2], 300, 24), ([12345.6, 1], 12345.6, 111), ([1e6, 1e-6], 1, 1e-3)]),
    ("weibull", weibull, "shape scale", [([0.05, 1], 1, 1), ([60, 3], 3, 0.05), ([2000, 1e-9], 1e-9, 1e-12), ([1e6, 2], 2, 1e-5)]),
    ("pareto", pareto, "xm alpha", [([1, 0.02], 2, 10), ([1e6, 1e5], 1.00001e6, 10), ([1e-250, 3], 2e-250, 1e-250)]),
    ("lomax", lomax, "shape scale", [([0.02, 1], 1, 10), ([1e8, 1e8], 1, 1), ([3, 1e-250], 1e-250, 1e-250)]),
    ("uniform", uniform, "min max", [([1e6, 1000001.5], 1e6, 0.1), ([-1e-200, 3e-200], 0, 1e-200), ([0, 1e200], 1e200, 3e199)]),
    ("logistic", logistic, "mu s", [([1e8, 1], 1e8, 1), ([0, 1e-250], 0, 1e-250)]),
    ("loglogistic", loglogistic, "shape scale", [([0.03, 1], 1, 10), ([500, 1e5], 1e5, 200), ([1e4, 1], 1, 1e-3), ([1.001, 1], 1, 1), ([2.001, 1], 1, 1)]),
    ("inverse-gaussian", inverse_gaussian, "mu lambda", [([1, 1e-4], 1e-3, 1), ([1e6, 1e-2], 1, 1e6), ([5, 1e6], 5, 0.011), ([1e-9, 1e-9], 1e-9, 1e-9), ([1e12, 30], 30, 1e12), ([2, 300], 2, 0.16)]),
    ("inverse-gamma", inverse_gamma, "shape scale", [([0.01, 1], 1, 1), ([1e4, 1e4], 1, 1e-2), ([60, 1e-6], 1.7e-8, 2e-9)]),
    ("gev", gev, "mu sigma xi", [([0, 1, 5], 1, 10), ([10, 2, -2], 10, 0.5), ([100, 1, 1e-8], 100, 1), ([0, 1, -1e-12], 0, 1), ([0, 1, 0.05], 0, 1), ([3, 1e-6, -0.5], 3, 1e-6), ([0, 1, 0.499], 0, 1), ([0, 1, -20], 0, 1), ([0, 1, 0.999], 0, 1)]),
    ("gumbel", gumbel, "mu beta", [([1e5, 1], 1e5, 1), ([0, 1e-100], 0, 1e-100)]),
    ("student-t", student_t, "nu mu sigma", [([0.05, 0, 1], 0, 100), ([1e6, 0, 1], 0, 1), ([1e10, 0, 1], 0, 1), ([2.0001, 5, 1e-3], 5, 1e-3), ([300, 0, 2], 0, 2), ([20, 0, 1], 0, 1), ([7, 1e3, 1e-2], 1e3, 1e-2)]),
    ("gpd", gpd, "sigma xi", [([1, 8], 1, 10), ([3, -3], 0.5, 0.2), ([1, 1e-12], 1, 1), ([1e-9, -1e-5], 1e-9, 1e-9), ([1, -0.999], 0.5, 0.3)]),
    ("laplace", laplace, "mu b", [([1e6, 1e-2], 1e6, 1e-2), ([0, 1e200], 0, 1e200)]),
    ("rayleigh", rayleigh, "sigma", [([1e-150], 1e-150, 1e-150), ([1e100], 1e100, 1e100)]),
    ("burr12", burr12, "c k scale", [([0.05, 0.5, 1], 1, 10), ([200, 3, 1e6], 1e6, 5e3), ([0.2, 300, 1e-9], 1e-20, 1e-19), ([5, 1e-3, 1], 5, 100), ([1e4, 100, 2], 2, 1e-3), ([30, 0.07, 1], 1, 1)]),
    ("beta", beta, "a b", [([1e-3, 2], 0.1, 0.1), ([2, 1e-3], 0.9, 0.1), ([1e-5, 1e-5], 0.5, 0.1), ([1e5, 2e5], 1 / 3, 8.6e-4), ([3, 1e7], 3e-7, 1.7e-7), ([1e-4, 5e3], 1e-4, 1e-4), ([0.3, 400], 1e-3, 1e-3), ([15, 12], 0.55, 0.1)]),
    ("poisson", poisson, "lambda", [([1e-8], 1, 2), ([19], 19, 5), ([345.6], 345, 19), ([1e6], 1e6, 1e3)]),
    ("geometric", geometric, "p", [([1e-12], 1e12, 1e12), ([0.999], 1, 2)]),
    ("negative-binomial", negative_binomial, "r p", [([1e-3, 0.5], 1, 2), ([1e-6, 1e-3], 100, 1000), ([5e3, 0.2], 2e4, 316), ([2.5, 1e-5], 2.5e5, 1.6e5), ([1e6, 0.999], 1001, 32)]),
]

STEPS = [-36, -20, -8, -3, -1, -0.4, -1e-3, 1e-4, 0.3, 1, 2.5, 6, 12, 25, 37, 100, 600]
RATIOS = [1e-100, 1e-20, 1e-8, 1e-4, 0.01, 0.1, 0.4, 0.8, 1.3, 3, 20, 1e3, 1e6, 1e15, 1e60]


def as_double(value):
    number = float(value)
    if number != number:
        return "NaN"
    return number if abs(number) != float("inf") else ("Infinity" if number > 0 else "-Infinity")


def points(family, law, parameters, centre, width):
    xs = {centre + step * width for step in STEPS}
    xs |= {ratio * (width if family in WHOLE_LINE else centre) for ratio in RATIOS}
    if family in WHOLE_LINE:
        xs |= {-ratio * width for ratio in RATIOS}
    if family in DISCRETE:
        xs = {float(round(x)) for x in xs if 0 <= x < 1e15}
    if family not in WHOLE_LINE | DISCRETE:
        xs = {x for x in xs if x > 0}
    exact = [mpf(each) for each in parameters]
    location = max([abs(each) for each, name in zip(exact, NAMES[family]) if name in {"mu", "min"} and family in WHOLE_LINE] + [mpf(0)])
    for x in sorted(xs):
        try:
            at = mpf(x)
            row = law(at, *exact)
            if any(getattr(each, "imag", 0) != 0 for each in row):
                continue
            density, lower, upper = row
            # Beyond the support, and beyond the digits that these formulas keep.
            if not (0 < lower < 1 and 0 < upper < 1) or min(lower, upper) < mpf(10) ** -320:
                continue
            if family in DISCRETE:
                condition = max(abs(density), abs(log(lower)), abs(log(upper)), exact[0])
            else:
                reach = abs(at) + location
                step = reach * mpf(10) ** -30
                slope = (law(at + step, *exact)[0] - density) / step
                condition = reach * max(exp(density) / lower, exp(density) / upper, abs(slope))
                condition = max(condition, abs(density))
            yield [x, *(as_double(each) for each in (density, log(lower), log(upper))), float(f"{float(condition):.3g}")]
        except (ValueError, ZeroDivisionError, TypeError, OverflowError):
            continue


NAMES = {family: names.split() for family, _, names, _ in LAWS}

for family, law, names, sets in LAWS:
    for parameters, centre, width in sets:
        mean, variance = MOMENTS[family](*map(mpf, parameters))
        row = {
            "family": family,
            "params": dict(zip(names.split(), parameters)),
            "mean": as_double(mean),
            "variance": as_double(variance),
            "points": list(points(family, law, parameters, centre, width)),
        }
        print(json.dumps(row, separators=(",", ":")))
