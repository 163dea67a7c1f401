"""Prints src/experiment/design/directionNumbers.ts with `python sobol.py table`, and what sobol.test.ts expects with `python sobol.py`.

Needs NumPy and SciPy, which has the direction numbers of S. Joe and F. Y. Kuo, new-joe-kuo-6.21201
(SIAM Journal on Scientific Computing 30, 2008), and the sequence.
"""
import os
import sys

import numpy as np
import scipy.stats
from scipy.stats import qmc

DIMENSIONS = 64

if sys.argv[1:] == ["table"]:
    numbers = np.load(os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz"))
    for row in range(1, DIMENSIONS):
        polynomial = int(numbers["poly"][row])
        degree = polynomial.bit_length() - 1
        print(f"  {[polynomial, *map(int, numbers['vinit'][row][:degree])]},")
else:
    points = qmc.Sobol(DIMENSIONS, scramble=False, bits=32).random(1024)
    scaled = (points * 2**32).astype(np.uint64)
    print("first eight points in four dimensions:", scaled[:8, :4].tolist())
    print("point 1000 in every dimension:", scaled[1000].tolist())
    print("sum over points and dimensions of value * (point + 1) * (dimension + 1), modulo 2**53:")
    total = 0
    for point in range(1024):
        for dimension in range(DIMENSIONS):
            total += int(scaled[point, dimension]) * (point + 1) * (dimension + 1)
    print(total % 2**53)
