"""Instances with known answers, read from the files beside the project."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.spatial.distance import cdist

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "oracles"


def oracle(name: str) -> Path:
    """The path of an oracle's file; skips the test, saying so, where it is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the oracle {name} is not beside the project")
    return path


def san_francisco(radius: float = 5000) -> tuple[csr_matrix, np.ndarray]:
    """16 stores by 205 tracts within network distance; population."""
    folder = "mclp_spopt_sf/"
    with oracle(folder + "SF_demand_205_centroid_uniform_weight.csv").open() as file:
        people = {row["NAME"]: float(row["POP2000"]) for row in csv.DictReader(file)}
    with oracle(folder + "SF_network_distance_candidateStore_16_censusTract_205_new.csv").open() as file:
        rows = list(csv.DictReader(file))
    stores = {name: at for at, name in enumerate(sorted({row["name"] for row in rows}))}
    tracts = {name: at for at, name in enumerate(people)}
    near = [row for row in rows if float(row["distance"]) <= radius]
    ends = ([stores[row["name"]] for row in near], [tracts[row["DestinationName"]] for row in near])
    return csr_matrix((np.ones(len(near)), ends), shape=(len(stores), len(tracts))), np.array(list(people.values()))


def within(points: np.ndarray, radius: float) -> csr_matrix:
    """Every point a candidate and a demand; seen at exactly the radius too."""
    return csr_matrix(cdist(points, points) <= radius)


def sao_jose() -> tuple[np.ndarray, np.ndarray]:
    """Points and demand of SJC324."""
    table = np.loadtxt(oracle("mclp_sjc/SJC324.txt"), skiprows=1)
    return table[:, :2], table[:, 2]


def swain() -> tuple[np.ndarray, np.ndarray]:
    """Swain's 55 points and demand."""
    table = np.loadtxt(oracle("mclp_sjc/swain55.txt"), skiprows=1)
    return table[:, 1:3], table[:, 3]


def beasley(name: str) -> tuple[csr_matrix, np.ndarray]:
    """An OR-Library set cover: columns by the rows they cover, and costs."""
    numbers = iter(oracle(f"scp_orlib/{name}.txt").read_text().split())
    m, n = int(next(numbers)), int(next(numbers))
    costs = np.array([float(next(numbers)) for _ in range(n)])
    ends = [(int(next(numbers)) - 1, row) for row in range(m) for _ in range(int(next(numbers)))]
    return csr_matrix((np.ones(len(ends)), np.array(ends).T), shape=(n, m)), costs
