"""What every chart must keep: words inside the page, one language, the same bytes again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from cccd_sim import language
from cccd_sim.language import LANGUAGES, Language
from cccd_sim.report import style
from cccd_sim.report.charts import OF_ONE as CHARTS
from cccd_sim.report.charts import OF_SEVERAL, draw_all
from cccd_sim.report.progress_charts import progress
from cccd_sim.results.ensemble import Ensemble

KINDS = (
    "late",
    "on time",
    "hopeless",
    "one run",
    "one district",
    "beyond the deadline",
    "cards on time",
    "many districts",
)


def unused_tick_labels(figure: Figure) -> set[Text]:
    """Return the labels of ticks outside their axis, which matplotlib makes but never prints."""
    unused = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        ticks = axis.get_major_ticks()
        unused |= {tick.label1 for tick in ticks if not low <= tick.get_loc() <= high}
    return unused


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text that is printed, and where."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [each for each in figure.findobj(Text) if isinstance(each, Text)]
    beyond = unused_tick_labels(figure)
    printed = [
        each
        for each in texts
        if each.get_visible() and each.get_text().strip() and each not in beyond
    ]
    found = [(each.get_text(), each.get_window_extent(canvas.get_renderer())) for each in printed]
    return [(text, box) for text, box in found if box.width > 0]


def faults(figure: Figure) -> Iterator[str]:
    """Yield every text that leaves the page, and every two that overlap."""
    page = figure.bbox
    found = boxes(figure)
    for text, box in found:
        if box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1:
            yield f"outside the page: {text}"
    for (first, one), (second, other) in itertools.combinations(found, 2):
        wide = min(one.x1, other.x1) - max(one.x0, other.x0)
        tall = min(one.y1, other.y1) - max(one.y0, other.y0)
        if wide > 1 and tall > 1:
            yield f"{first!r} over {second!r}"


@pytest.mark.parametrize(
    ("kind", "tongue"), [*((kind, "vi") for kind in KINDS), ("late", "en"), ("one run", "en")]
)
@pytest.mark.parametrize("chart", CHARTS)
def test_all_words_are_on_the_page_and_none_over_another(
    ensembles: dict[str, Ensemble], kind: str, chart: str, tongue: Language
) -> None:
    assert list(faults(CHARTS[chart](ensembles[kind], tongue))) == []


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("chart", OF_SEVERAL)
def test_the_overview_of_many_scenarios_keeps_its_words_apart(
    ensembles: dict[str, Ensemble], chart: str, tongue: Language
) -> None:
    assert list(faults(OF_SEVERAL[chart]([*ensembles.values()] * 3, tongue))) == []


def test_a_word_outside_the_page_and_one_over_another_are_found(late: Ensemble) -> None:
    figure = progress(late, "en")
    figure.text(0.9, 0.5, "far too long to find room here")
    figure.text(0.03, 0.95, "over the title")
    found = list(faults(figure))
    assert "outside the page: far too long to find room here" in found
    assert any("'over the title'" in each for each in found)


def test_files_are_named_after_scenario_and_chart(late: Ensemble, tmp_path: Path) -> None:
    other = Ensemble({**late.facts, "name": "other"}, late.seed, late.runs)

    written = draw_all(tmp_path / "charts", [late, other], "en")

    names = [
        *OF_SEVERAL,
        *(f"{name}-{chart}" for name in ("promised-32-campaign", "other") for chart in CHARTS),
    ]
    assert [path.name for path in written] == [
        f"{name}.{kind}" for name in names for kind in ("png", "svg")
    ]
    assert all(path.stat().st_size > 0 for path in written)


def test_the_same_ensemble_gives_the_same_bytes_and_leaves_no_trace(
    late: Ensemble, tmp_path: Path
) -> None:
    before = dict(matplotlib.rcParams)
    first = draw_all(tmp_path / "first", [late], "vi")
    again = draw_all(tmp_path / "again", [late], "vi")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert not any(b"<dc:date>" in path.read_bytes() for path in first if path.suffix == ".svg")
    assert "overview.png" not in {path.name for path in first}
    assert dict(matplotlib.rcParams) == before


def other_letters(text: str) -> str:
    """Return a message with other letters, its ``{names}`` kept: a language nobody speaks."""
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(each if each[:1] == "{" else re.sub("[A-Za-z]", "ж", each) for each in parts)


@pytest.mark.parametrize("chart", CHARTS)
def test_every_word_is_in_the_language_asked_for(
    late: Ensemble, chart: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Catalogue:
        gettext = staticmethod(other_letters)

    monkeypatch.setattr(language, "_catalogue", lambda _: Catalogue())
    names = [late.name, late.facts["title"]["vi"], *(d["name"] for d in late.facts["districts"])]
    known = {part for name in names for part in re.split(r"[\s-]", name)}
    for text, _ in boxes(CHARTS[chart](late, "vi")):
        unknown = {part.strip(":.;()") for part in re.split(r"[\s-]", text)} - known
        assert not any(re.search("[A-Za-z]", each) for each in unknown), text


def test_dates_and_numbers_are_written_as_in_the_language(late: Ensemble) -> None:
    words = {tongue: [text for text, _ in boxes(progress(late, tongue))] for tongue in LANGUAGES}
    assert "1.400.000" in words["vi"]
    assert "01/3" in words["vi"]
    assert "1,400,000" in words["en"]
    assert "1 Mar" in words["en"]


def test_a_name_with_dollar_signs_is_no_formula(late: Ensemble) -> None:
    dear = Ensemble({**late.facts, "name": "$cost$_1"}, late.seed, late.runs)
    figure = progress(dear, "en")
    assert figure.texts[0].get_text().startswith("$cost$_1: ")
    assert not figure.texts[0].get_parse_math()


def test_labels_at_the_edge_keep_their_order_and_distance() -> None:
    places = style.spread([0.5, 0.98, 0.51, 0.0], [0.1, 0.1, 0.2, 0.1], 0.0, 1.0)
    assert places == pytest.approx([0.43, 0.98, 0.58, 0.0])


def test_labels_without_room_are_still_apart() -> None:
    places = style.spread([0.5, 0.5, 0.5], [0.6, 0.6, 0.6], 0.0, 1.0)
    assert places == pytest.approx([0.0, 0.6, 1.2])


def test_lines_break_at_blanks_and_hyphens_and_only_then_inside_a_word() -> None:
    assert style.wrap("two kits-per unit", 0.75, 10) == ["two kits-", "per unit"]
    assert "".join(style.wrap("x" * 100, 1.0, 10)) == "x" * 100
