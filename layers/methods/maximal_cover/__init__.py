"""Where the next cameras see most: maximal covering and set covering, at once by greed and to a proven gap by HiGHS.

Church and ReVelle 1974 (maximal covering), Toregas 1971 (set covering), Nemhauser, Wolsey and Fisher 1978 (what greed
guarantees). Arrays in, arrays out: candidates are rows of a sparse matrix, demand its columns.
"""

from layers.methods.maximal_cover.answer import Answer, Status
from layers.methods.maximal_cover.bound import curve_bounds
from layers.methods.maximal_cover.exact import exact
from layers.methods.maximal_cover.greedy import lazy_greedy
from layers.methods.maximal_cover.lottery import random_gains
from layers.methods.maximal_cover.problem import Problem, problem
from layers.methods.maximal_cover.set_cover import Cover, greedy_cover, set_cover

__all__ = [
    "Answer",
    "Cover",
    "Problem",
    "Status",
    "curve_bounds",
    "exact",
    "greedy_cover",
    "lazy_greedy",
    "problem",
    "random_gains",
    "set_cover",
]
