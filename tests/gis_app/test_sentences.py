"""What a job left behind when it failed is said in the reader's language."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from gis_app import sentences

MISTAKES = {"PullFailed", "AddressRefused", "DeliveryRefused", "Cancelled"}
SHORT = "?"


def raised(tree: ast.AST) -> list[ast.expr]:
    """The first argument of each mistake that is made in a module."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return [call.args[0] for call in calls if getattr(call.func, "id", "") in MISTAKES]


def texts(node: ast.expr) -> list[str]:
    """The sentences that an expression may give, each gap filled; none where it is made elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return [sentences.GAP.sub(SHORT, text)]
        case ast.JoinedStr(values=values):
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else SHORT for part in values)]
        case ast.BinOp(left=left):
            return texts(left)
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body) + texts(orelse)
        case ast.Call(args=[first, *_]) if getattr(node.func, "id", "") == "_":
            return texts(first)
    return []


MODULES = sorted(path for path in (settings.BASE_DIR / "etl").rglob("*.py") if "new_city" not in path.parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_every_sentence_of_a_failed_job_is_in_the_list(path: Path):
    said = [text for node in raised(ast.parse(path.read_text(encoding="utf-8"))) for text in texts(node)]
    unknown = [text for text in said if not any(pattern.fullmatch(text) for _, pattern in sentences.patterns())]
    assert unknown == [], "write them into gis_app/sentences.py"


def test_a_sentence_is_said_anew_with_what_it_was_filled_with(monkeypatch):
    monkeypatch.setattr(sentences, "gettext", lambda text: f"<{text}>")
    kept = "Refused whole: 1,200 rows could be taken, at least 5,000 are expected. What was there stays."
    with override("en"):
        assert sentences.spoken(kept) == f"<{kept}>"
        assert "<a quote never ends>" in sentences.spoken(
            "Line 7 of a b.csv can't be taken apart: a quote never ends. Nothing was loaded."
        )


def test_the_closest_of_two_sentences_holds():
    for kept in (
        "a.csv has another header than x declares: it lacks b, c and has unknown d. Nothing was loaded.",
        "a.zip can't be read: its tables lead out of it. Nothing was loaded.",
        "The file a.json is not whole JSON. Nothing was loaded.",
    ):
        with override("en"):
            assert sentences.spoken(kept) == kept
    found = [sentence for sentence, pattern in sentences.patterns() if pattern.fullmatch(kept)]
    assert found[0] == "The file %(file)s is not whole JSON. Nothing was loaded."


def test_what_is_no_sentence_of_ours_stays():
    assert sentences.spoken("disk on fire, 100 %") == "disk on fire, 100 %"
    assert sentences.spoken("") == ""


def test_a_percent_sign_in_a_file_s_name_is_kept():
    assert sentences.spoken("50%s.csv is empty. Nothing was loaded.") == "50%s.csv is empty. Nothing was loaded."
