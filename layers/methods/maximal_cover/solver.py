"""HiGHS, and nothing else that knows it: a mixed model in arrays, its answer, and how to end it early."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from layers.methods.maximal_cover.answer import Status
from layers.methods.maximal_cover.problem import Floats, Truths

Watch = Callable[[float, float], bool]
STATUS = {
    highspy.HighsModelStatus.kOptimal: Status.OPTIMAL,
    highspy.HighsModelStatus.kTimeLimit: Status.TIME_OUT,
    highspy.HighsModelStatus.kInterrupt: Status.CANCELLED,
}


class Infeasible(ValueError):
    """Nothing satisfies the model."""


@dataclass(frozen=True)
class Model:
    """Maximise gains x, low <= matrix x <= high, x between lower and upper, whole where `whole` says so."""

    gains: Floats
    lower: Floats
    upper: Floats
    whole: Truths
    matrix: csr_matrix
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Solved:
    """The best values found (None where there are none), what is possible at most, how it ended."""

    values: Floats | None
    bound: float
    status: Status


def solve(
    model: Model,
    *,
    seconds: float,
    gap: float,
    absolute: float,
    start: Floats | None = None,
    watch: Watch | None = None,
) -> Solved:
    """HiGHS's answer within a relative and an absolute gap; `watch` is told (best, bound) and answers "end now".

    Raises Infeasible.
    """
    highs = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "mip_rel_gap": gap,
        "mip_abs_gap": absolute,
        "time_limit": seconds,
    }.items():
        highs.setOptionValue(name, value)
    highs.passModel(_lp(model))
    if start is not None:
        _begin(highs, start)
    if watch is not None:
        _watch(highs, watch)
    highs.run()
    return _solved(highs)


def _lp(model: Model) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = model.matrix.shape
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.gains, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = model.matrix.shape
    lp.a_matrix_.start_ = model.matrix.indptr
    lp.a_matrix_.index_ = model.matrix.indices
    lp.a_matrix_.value_ = model.matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(one)] for one in model.whole]
    return lp


def _begin(highs: highspy.Highs, start: Floats) -> None:
    solution = highspy.HighsSolution()
    solution.col_value = start.tolist()
    highs.setSolution(solution)


def _watch(highs: highspy.Highs, watch: Watch) -> None:
    def look(event: highspy.highs.HighsCallbackEvent) -> None:
        told = event.data_out
        if watch(told.mip_primal_bound, told.mip_dual_bound):
            event.interrupt()

    def look_early(event: highspy.highs.HighsCallbackEvent) -> None:
        if watch(-np.inf, np.inf):
            event.interrupt()

    highs.cbMipInterrupt += look
    highs.cbSimplexInterrupt += look_early
    highs.cbIpmInterrupt += look_early


def _solved(highs: highspy.Highs) -> Solved:
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        raise Infeasible("No choice satisfies everything that is asked.")
    if status not in STATUS:
        raise RuntimeError(f"HiGHS ended with {highs.modelStatusToString(status)}.")
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if found else None
    return Solved(values, float(info.mip_dual_bound), STATUS[status])
