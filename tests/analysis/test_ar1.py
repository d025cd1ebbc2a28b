"""Least squares with errors that follow an AR(1) process, against other people's answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backlog.analysis import ar1

#: Borckardt 2014, a published teaching example: daily pain before and after a treatment began.
BEFORE = [7, 9, 8, 7, 7, 8, 8]
AFTER = [3, 4, 2, 4, 2, 1, 4, 5, 3, 2, 1, 2, 4, 4]
DAY = np.arange(1.0, 22)
PAIN = np.array(BEFORE + AFTER, dtype=float)
PHASE = (DAY >= 8).astype(float)


def columns(*parts):
    return np.column_stack(parts)


def series(seed, n=40, within=70):
    """Return days with gaps, a straight line's columns and ratings."""
    rng = np.random.default_rng(seed)
    t = np.sort(rng.choice(within, n, replace=False)).astype(float)
    return t, columns(np.ones(n), t), np.round(rng.normal(5, 1.5, n))


def test_the_published_example_has_the_published_step_and_errors():
    """statsmodels GLS with sigma 0.3**|i-j| gave these four numbers."""
    line = ar1.at_phi(DAY, columns(np.ones(21), PHASE), PAIN, 0.3)

    assert line.beta == pytest.approx([7.694129, -4.744571], abs=1e-5)
    assert [line.se(0), line.se(1)] == pytest.approx([0.577535, 0.696208], abs=1e-5)


def test_the_published_example_has_the_published_slopes_without_correlation():
    line = ar1.at_phi(DAY, columns(np.ones(21), DAY, PHASE, PHASE * (DAY - 8)), PAIN, 0.0)

    assert line.beta == pytest.approx([7.714286, 0, -4.771429, -0.002198], abs=1e-5)


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.65, 0.95])
@pytest.mark.parametrize("seed", range(3))
def test_statsmodels_gives_the_same_line_for_the_same_phi(phi, seed):
    from statsmodels.regression.linear_model import GLS

    t, x, y = series(seed)
    theirs = GLS(y, x, sigma=phi ** np.abs(t[:, None] - t)).fit()

    ours = ar1.at_phi(t, x, y, phi)

    assert ours.beta == pytest.approx(theirs.params, rel=1e-8)
    assert ours.covariance == pytest.approx(theirs.cov_params(), rel=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_phi_has_the_highest_restricted_likelihood_as_the_textbook_writes_it(seed):
    t, x, y = series(seed)

    def likelihood(phi):
        factor = np.linalg.cholesky(phi ** np.abs(t[:, None] - t))
        new_x, new_y = np.linalg.solve(factor, x), np.linalg.solve(factor, y)
        left = new_y - new_x @ np.linalg.lstsq(new_x, new_y)[0]
        s2 = left @ left / (len(y) - 2)
        log_l = np.log(np.diag(factor)).sum()
        return -((len(y) - 2) * np.log(s2) + 2 * log_l + np.linalg.slogdet(new_x.T @ new_x)[1]) / 2

    assert ar1.reml(t, x, y) == max(ar1.GRID, key=likelihood)


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.95])
def test_the_two_diagonals_are_the_cholesky_factor_that_a_dense_matrix_gives(phi):
    t, x, _ = series(1)
    factor = np.linalg.cholesky(phi ** np.abs(t[:, None] - t))

    assert ar1.whiten(t, phi, x) == pytest.approx(np.linalg.solve(factor, x))
    assert ar1.spread(t, phi, x) == pytest.approx(factor.T @ x)


def test_phi_is_never_below_its_floor():
    rng = np.random.default_rng(1)
    t = np.arange(60.0)

    assert ar1.reml(t, columns(np.ones(60), t), rng.normal(size=60)) < ar1.FLOOR
    assert ar1.fit(t, columns(np.ones(60), t), rng.normal(size=60)).phi >= ar1.FLOOR


def test_ratings_that_resemble_each_other_are_worth_fewer():
    assert ar1.effective(100, 0.5) == pytest.approx(100 / 3)
    assert ar1.effective(6, 0.9) == 5


def test_the_interval_is_students():
    """A table of t: 2.228 at 10 degrees of freedom."""
    assert ar1.interval(1.0, 2.0, 10) == pytest.approx((1 - 2 * 2.2281389, 1 + 2 * 2.2281389))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(-5, 5))
def test_adding_a_constant_moves_the_level_and_nothing_else(seed, more):
    t, x, y = series(seed)
    before, after = ar1.fit(t, x, y), ar1.fit(t, x, y + more)

    assert after.phi == before.phi
    assert after.beta == pytest.approx(before.beta + np.array([more, 0]), abs=1e-8)
    assert after.covariance == pytest.approx(before.covariance, abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_reversing_time_turns_the_slope_round_and_nothing_else(seed):
    t, x, y = series(seed)
    back = (t[-1] - t)[::-1]

    before, after = ar1.fit(t, x, y), ar1.fit(back, columns(np.ones(len(t)), back), y[::-1])

    assert after.phi == before.phi
    assert after.beta[1] == pytest.approx(-before.beta[1], abs=1e-8)
    assert after.se(1) == pytest.approx(before.se(1))


def test_a_hundred_thousand_ratings_need_no_square_of_them():
    """A dense matrix of them would take 80 GB."""
    t = np.arange(100_000.0)
    y = np.sin(t)

    assert ar1.fit(t, columns(np.ones(len(t)), t), y).beta[1] == pytest.approx(0, abs=1e-6)
