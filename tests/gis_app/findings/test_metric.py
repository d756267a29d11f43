"""Metres and degrees, and the angle between the grid's north and the true one."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from gis_app.findings.metric import Metric

UTM = Metric("EPSG:32625")  # its middle is 33° W
EARTH = Geod(ellps="WGS84")


def test_there_and_back_is_where_one_was():
    box = shapely.box(-33.01, 48, -33, 48.01)
    assert shapely.equals_exact(UTM.degrees(UTM.shapes([box]))[0], box, 1e-9)


@pytest.mark.parametrize(("lon", "lat"), [(-33.0, 48.0), (-30.1, 60.0), (-35.9, 60.0), (-30.1, -40.0)])
@pytest.mark.parametrize("azimuth", [0, 75, 200])
def test_a_true_azimuth_less_the_convergence_is_the_grid_s(lon, lat, azimuth):
    far_lon, far_lat, _back = EARTH.fwd(lon, lat, azimuth, 50)
    (x0, x1), (y0, y1) = UTM.metres([lon, far_lon], [lat, far_lat])
    grid = np.degrees(np.arctan2(x1 - x0, y1 - y0))
    turn = UTM.convergence([lon], [lat])[0]
    assert (azimuth - turn - grid + 180) % 360 - 180 == pytest.approx(0, abs=1e-3)
