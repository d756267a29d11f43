"""The steps by which a planner makes a source of a table, for tests that begin where they end."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.sight import opened
from tests.etl.drafts import work

TABLE = """номер;когда;что;адрес;широта;долгота
1;05.03.2024 13:30;Кража;Мира, 1;48,0005;-33,0005
2;06.03.2024 01:10;Грабёж;Мира, 2;48,0010;-33,0010
3;07.03.2024;Драка;Мира, 3;48,0015;-33,0015
4;08.03.2024;Кража;Мира, 4;0;0
"""


def file_of(folder: Path, text: str = TABLE) -> Path:
    path = folder / "Кражи.csv"
    path.write_bytes(text.encode("cp1251"))
    return path


def give(page: Page, path: Path) -> None:
    """Give the file; the page ends on the first step, its guesses made."""
    page.goto("/planner/sources/")
    page.locator("#table-upload input").set_input_files(path)
    page.wait_for_url("**/planner/sources/new?draft=*")
    expect(page.get_by_text("Reading the table")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="Columns", exact=True)).to_be_visible()


def control(page: Page, label: str) -> Locator:
    """The choice beside a column or a value of the file."""
    return page.get_by_label(label, exact=True).and_(page.get_by_role("textbox"))


def choose(page: Page, label: str, option: str) -> None:
    """Choose by writing the beginning of what is meant."""
    box = control(page, label)
    box.click()
    box.fill(option)
    with page.expect_response(says_one_thing):
        page.get_by_role("option", name=option, exact=True).click()


def says_one_thing(response: Response) -> bool:
    """Whether it answers a person's choice, and not the drawing of a page, which speaks of all its controls."""
    said = response.request.post_data_json if "/_dash-update-component" in response.url else {}
    return [one.count("table-said") for one in said.get("changedPropIds", [])] == [1]


def name_the_kinds(page: Page) -> None:
    """Say which column holds the kinds, and what the one that was not guessed is."""
    choose(page, "что", "Kind of incident")
    expect(page.get_by_text("Reading the table")).to_be_visible()
    work()
    page.get_by_role("link", name="On to the kinds").click()
    expect(control(page, "Кража")).to_have_value("Theft")
    choose(page, "Драка", "Assault and battery")
    expect(control(page, "Драка")).to_have_value("Assault and battery")


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the table").click()
    expect(page.get_by_text("Trying what an import would do")).to_be_visible()
    work()
    expect(page.locator("#trial-map[data-loaded]")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and import").click()
    expect(page.get_by_text("Saving the source")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="It is a source now")).to_be_visible()


def described(page: Page, path: Path) -> None:
    """All of it: the file given, mapped, checked, saved and imported."""
    give(page, path)
    name_the_kinds(page)
    check(page)
    save(page)


def on_the_map(page: Page) -> None:
    """The map, close enough for single points."""
    opened(page, "/planner/?map=48.00100,-33.00100,17.00")
