"""The report as a web page: it stands alone, and a text stays a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from unit.report import money
from unit.report.kept import kept

from cccd_sim.report import page as page_module
from cccd_sim.report.document import document
from cccd_sim.report.page import page
from cccd_sim.report.progress_report import progress_report
from cccd_sim.results.contents import open_contents

SMALL = 3_000_000
"""Bytes a page may have."""


class Reader(HTMLParser):
    """What a browser makes of a page: tags, addresses, texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        known = dict(attrs)
        self.addresses += [known[name] for name in ("src", "href", "action") if name in known]
        if tag == "img":
            self.images.append(known)

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return open_contents(kept(tmp_path_factory.mktemp("kept") / "run"))


@pytest.fixture(scope="module")
def text(folder) -> str:
    return page(document(folder, "vi")).decode()


@pytest.fixture(scope="module")
def read(text) -> Reader:
    return Reader(text)


def test_a_page_asks_nothing_from_anywhere(text, read):
    assert all(address.startswith(("#", "data:image/")) for address in read.addresses)
    assert not {"script", "link", "iframe", "object", "embed"} & set(read.tags)
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\(", text)


def test_a_title_that_looks_like_code_is_shown_as_it_is_written(read):
    assert any(money.HOSTILE in each for each in read.texts)
    assert "script" not in read.tags


def test_charts_are_in_the_page_and_tell_what_they_show(read):
    assert len(read.images) == 3
    assert all(each["alt"].startswith("Tiến độ <") for each in read.images)


def test_charts_for_which_there_is_no_room_are_named(folder, monkeypatch):
    monkeypatch.setattr(page_module, "ROOM", 10)
    read = Reader(page(document(folder, "vi")).decode())
    assert not read.images
    assert any("charts/overview" in each for each in read.texts)


def test_a_page_is_small_whatever_the_charts(text):
    assert page_module.ROOM * 4 / 3 < SMALL - 200_000
    assert len(text.encode()) < SMALL


def test_numbers_and_dates_are_written_as_in_vietnam(text):
    assert "5.000.000.000" in text
    assert "01/7/2021" in text
    assert 'lang="vi"' in text


def test_the_same_folder_gives_the_same_page(folder, text):
    again = open_contents(folder.place)
    assert page(document(again, "vi")).decode() == text


def test_a_page_fits_a_telephone_and_paper(text):
    assert 'name="viewport"' in text
    assert "@media print" in text
    assert "@media (max-width" in text


def test_the_progress_report_is_a_page_too(folder):
    read = Reader(page(progress_report(folder, "en")).decode())
    assert any("Furthest ahead" in each for each in read.texts)
