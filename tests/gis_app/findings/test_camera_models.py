"""The catalogue of camera models: ours holds, a deployment's own takes its place, a wrong one is refused."""

import pytest

from gis_app.errors import BadInput
from gis_app.findings import camera_models
from gis_app.findings.camera_models import BadCatalogue, catalogue, parsed

ONE = """
currency: €
storage: {price_per_tb: 20}
mounts: {pole: {price: 300, height_m: 5, en: Pole}}
models: {cam: {kind: fixed, width_px: 1920, height_px: 1080, hfov: [30, 90], tilt: 10, price: 200,
  mbit_s: 4, watts: 8, en: Camera, ru: Камера}}
"""


@pytest.fixture
def fresh():
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


def test_ours_holds_and_names_everything_in_four_languages(fresh):
    own = catalogue()
    assert {"pole", "crossing", "facade", "own"} <= set(own.mounts)
    named = [*own.models.values(), *own.mounts.values()]
    assert all(one.en and one.ru and one.uk and one.kk for one in named)


def test_a_deployments_own_takes_its_place_whole(fresh, settings, tmp_path):
    settings.HOME = type(settings.HOME)(tmp_path)
    (tmp_path / camera_models.NAME).write_text(ONE, encoding="utf-8")
    assert (list(catalogue().models), catalogue().currency) == (["cam"], "€")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (ONE.replace("[30, 90]", "[90, 30]"), "models.cam"),
        (ONE.replace("kind: fixed", "kind: fixed, heads: 5"), "models.cam"),
        (ONE.replace("price: 200", "price: -1"), "models.cam.price"),
        (ONE.replace("mbit_s: 4,", ""), "models.cam.mbit_s"),
        (ONE.replace("watts: 8", "watts: 8, colour: red"), "models.cam.colour"),
        ("currency: [", "can't be read"),
        ("models: {}", "currency"),
    ],
)
def test_a_wrong_one_names_the_field(wrong, told):
    with pytest.raises(BadCatalogue, match=told):
        parsed(wrong)


def test_an_unknown_code_is_refused():
    with pytest.raises(BadInput, match="no camera model laser"):
        parsed(ONE).model("laser")


def test_angles_heads_and_optics():
    model = parsed(ONE).models["cam"]
    assert model.settings() == (90, 60, 30)
    four = model.model_copy(update={"heads": 4})
    assert four.azimuths(350, 90) == (350, 80, 170, 260)
    one = four.optics(350, 60, 5)
    assert (one.sectors[1], one.tall_m, one.assumed) == ((50, 60), 5, frozenset())
    assert model.optics(10, 360, 5).sectors == ()
