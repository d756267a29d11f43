"""Where all tabs do not fit, the last of them stand in a menu."""

from dashboards import frame
from dashboards.workspace import Tab

LAST = [Tab("/planner/links/", "Matches"), Tab("/planner/cameras/", "Cameras")]


def told(here: str) -> tuple[str, list[str]]:
    summary, body = frame.more(LAST, here).children
    return summary.children, [line.href for line in body.children]


def test_the_menu_leads_to_each_of_them():
    assert told("/planner/") == ("More", ["/planner/links/", "/planner/cameras/"])


def test_it_bears_the_name_of_the_page_that_is_open():
    assert told("/planner/cameras/")[0] == "Cameras"
