"""Least squares where each day resembles the day before: errors that follow an AR(1) process.

The correlation of two days is phi to the power of the days between them, also across days without
a rating. phi is found by restricted maximum likelihood (REML) on a grid and never taken below 0.3:
with few ratings REML finds too little of it and the intervals come out too narrow (Turner 2021,
doi 10.1186/s12874-021-01364-0).

Such a process only remembers its last value, so its Cholesky factor L has an inverse of two
diagonals. Everything here is linear in the number of ratings. Knows numbers only, no ratings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

#: phi is never taken to be lower.
FLOOR = 0.3
GRID = np.linspace(0, 0.95, 20)

#: Effective numbers of ratings are never taken to be lower.
FEWEST_EFFECTIVE = 5
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Fit:
    """Coefficients with their covariance; `n_eff` is what `n` ratings are worth if independent."""

    beta: Numbers
    covariance: Numbers
    phi: float
    n_eff: float

    def se(self, at: int) -> float:
        """Return the standard error of coefficient `at`."""
        return float(np.sqrt(self.covariance[at, at]))

    def interval(self, at: int) -> tuple[float, float]:
        """Return the interval of coefficient `at`."""
        return interval(float(self.beta[at]), self.se(at), self.n_eff - len(self.beta))


def fit(t: Numbers, x: Numbers, y: Numbers) -> Fit:
    """Fit ``y ~ x`` by generalised least squares.

    Parameters
    ----------
    t : numpy.ndarray, shape (n,)
        Days, rising, no two the same.
    x : numpy.ndarray, shape (n, p)
    y : numpy.ndarray, shape (n,)
    """
    phi = max(FLOOR, reml(t, x, y))
    return at_phi(t, x, y, phi)


def at_phi(t: Numbers, x: Numbers, y: Numbers, phi: float) -> Fit:
    """Fit with a given phi."""
    white, beta, rss = _least_squares(t, x, y, phi)
    s2 = rss / (len(y) - x.shape[1])
    covariance = s2 * np.linalg.inv(white.T @ white)
    return Fit(beta, covariance, phi, effective(len(y), phi))


def reml(t: Numbers, x: Numbers, y: Numbers) -> float:
    """Return the phi of the grid with the highest restricted likelihood."""
    return float(GRID[int(np.argmax([_likelihood(t, x, y, float(phi)) for phi in GRID]))])


def effective(n: int, phi: float) -> float:
    """Return how many independent ratings `n` of them are worth."""
    return max(float(FEWEST_EFFECTIVE), n * (1 - phi) / (1 + phi))


def interval(value: float, se: float, freedom: float) -> tuple[float, float]:
    """Return the interval around `value` by Student's t."""
    from scipy.special import stdtrit  # the whole of scipy.stats would take most of a second

    reach = float(stdtrit(freedom, (1 + CONFIDENCE) / 2)) * se
    return value - reach, value + reach


def whiten(t: Numbers, phi: float, columns: Numbers) -> Numbers:
    """Return the inverse of L times `columns`: what is new on each day.

    Parameters
    ----------
    t : numpy.ndarray, shape (n,)
    phi : float
        From 0 to below 1.
    columns : numpy.ndarray, shape (n, k)
    """
    carried, fresh = _steps(t, phi)
    new = (columns[1:] - carried[:, None] * columns[:-1]) / fresh[:, None]
    return np.vstack([columns[:1], new])


def spread(t: Numbers, phi: float, columns: Numbers) -> Numbers:
    """Return the transpose of L times `columns`; its square is ``columns' C columns``.

    Parameters
    ----------
    t : numpy.ndarray, shape (n,)
    phi : float
        From 0 to below 1.
    columns : numpy.ndarray, shape (n, k)
    """
    from scipy.linalg import solve_banded

    carried, fresh = _steps(t, phi)
    above = np.concatenate([[0.0], -carried / fresh])
    diagonal = np.concatenate([[1.0], 1 / fresh])
    solved: Numbers = solve_banded((0, 1), np.vstack([above, diagonal]), columns)
    return solved


def _steps(t: Numbers, phi: float) -> tuple[Numbers, Numbers]:
    """Return how much of each day carries over to the next one given, and the new part's size."""
    carried = phi ** np.diff(t)
    return carried, np.sqrt(1 - carried**2)


def _least_squares(
    t: Numbers, x: Numbers, y: Numbers, phi: float
) -> tuple[Numbers, Numbers, float]:
    white = whiten(t, phi, np.column_stack([x, y]))
    beta: Numbers = np.linalg.lstsq(white[:, :-1], white[:, -1])[0].astype(float)
    left = white[:, -1] - white[:, :-1] @ beta
    return white[:, :-1], beta, float(left @ left)


def _likelihood(t: Numbers, x: Numbers, y: Numbers, phi: float) -> float:
    """Return the restricted log likelihood, but for a constant."""
    white, _, rss = _least_squares(t, x, y, phi)
    freedom = len(y) - x.shape[1]
    s2 = max(rss / freedom, float(np.finfo(float).tiny))
    log_l = float(np.log(_steps(t, phi)[1]).sum())
    log_x = float(np.linalg.slogdet(white.T @ white)[1])
    return -(freedom * float(np.log(s2)) + 2 * log_l + log_x) / 2
