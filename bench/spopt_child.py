"""spopt's maximal cover on a written instance: `python spopt_child.py FILE.npz`; runs in spopt's own environment."""

import json
import sys
import time

import numpy as np
import pulp
from spopt.locate import MCLP


def main(path: str) -> None:
    """Print seconds of building and solving, and the objective. The solver and its threads are those of our side."""
    given = np.load(path)
    distance = np.full(tuple(given["shape"]), 2.0)
    distance[given["client"], given["site"]] = 1.0
    began = time.perf_counter()
    model = MCLP.from_cost_matrix(distance, given["weights"], 1.0, p_facilities=int(given["number"]))
    built = time.perf_counter()
    model = model.solve(pulp.HiGHS(msg=False))
    done = time.perf_counter()
    told = {"build_s": built - began, "solve_s": done - built, "objective": float(pulp.value(model.problem.objective))}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
