"""What a report looks like to people: on a phone, in the dark, on paper, without a script, to a screen reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import Visit
from playwright.sync_api import Page
from samples import SHARED, many, morning, unfinished

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
A4 = {"viewport": {"width": 1032, "height": 700}}
"""What is left of a landscape page between its margins, at 96 dots an inch."""
WIDTH = "document.documentElement.scrollWidth"
CUT = """() => [...document.querySelectorAll("table.list > thead th, table.list > tbody > tr:not(.details) > td")]
  .filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.innerText)"""
"""The cells of the list whose text is wider than they are."""


def faults(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in grave]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(visit: Visit, scheme: str, size: dict[str, object]) -> None:
    """In both themes and on both screens, with a row open, a filter set and a list of values open: nothing serious."""
    page = visit(morning(), color_scheme=scheme, bypass_csp=True, **size)
    assert faults(page) == []
    page.click(f"button.open:has-text('{SHARED}')")
    page.click('#charts [data-key="carrier:СДЭК"]')
    page.click("[data-facet=rule] summary")
    page.click("#rules summary")
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_an_unfinished_run(visit: Visit, scheme: str) -> None:
    """The page of a run that is not done is as readable as any."""
    assert faults(visit(unfinished("ru"), color_scheme=scheme, bypass_csp=True)) == []


def test_axe_would_find_a_fault(visit: Visit) -> None:
    """A text that is hardly to be seen is reported: the tests above can fail."""
    page = visit(morning(), bypass_csp=True)
    page.evaluate("document.getElementById('found').style.color = '#eeeeee'")
    assert [fault.split(":")[0] for fault in faults(page)] == ["color-contrast"]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024])
def test_nothing_sticks_out_of_a_narrow_screen(visit: Visit, lang: str, width: int) -> None:
    """On a screen of any width the page is scrolled down only, also with a row and a list of values open."""
    page = visit(morning(lang), viewport={"width": width, "height": 844})
    assert page.evaluate(WIDTH) == width
    page.click(f"button.open:has-text('{SHARED}')")
    for list_of_values in ("rule", "carrier"):
        page.click(f"[data-facet={list_of_values}] summary")
        page.wait_for_function(f"{WIDTH} === {width}")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("width", [910, 1160, 1280, 1440])
def test_no_cell_is_too_narrow(visit: Visit, lang: str, width: int) -> None:
    """On a desk every number, word and head of the list stands whole in its column, sorted by it or not."""
    page = visit(morning(lang), viewport={"width": width, "height": 844})
    assert page.evaluate(CUT) == []
    for head in page.locator("thead button").all():
        head.click()
    assert page.evaluate(CUT) == []


def test_a_finger_hits_what_it_means(visit: Visit) -> None:
    """On a phone the controls of the list are at least 24 pixels high, as WCAG 2.2 asks."""
    page = visit(morning(), **PHONE)
    for control in ("#search", ".facet summary", "button.open", "thead button", ".bars button"):
        for box in page.locator(control).all():
            size = box.bounding_box()
            assert size is not None
            assert size["height"] >= 24, control


def test_dark_is_dark(visit: Visit) -> None:
    """Who has chosen a dark theme gets a dark page; on paper it is white."""
    page = visit(morning(), color_scheme="dark")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(20, 23, 27)"
    page.emulate_media(media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nothing_is_cut_off_on_paper(visit: Visit, lang: str) -> None:
    """Printed on A4 the page is no wider than the paper, has no controls, and keeps verdict, numbers and findings."""
    page = visit(morning(lang), **A4)
    page.click(f"button.open:has-text('{SHARED}')")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(WIDTH) == 1032
    assert page.evaluate(CUT) == []
    for control in ("#search", ".facet >> nth=0", ".copy >> nth=0"):
        assert page.is_hidden(control)
    for said in (".verdict", ".numbers", ".chart >> nth=0", "table.list", "tr.details", ".run >> nth=0"):
        assert page.is_visible(said)
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_paper_has_more_than_a_page_of_the_list(visit: Visit) -> None:
    """Paper gets the first thousand findings and says of how many; the screen is as before afterwards."""
    page = visit(many(1200))
    rows = page.locator("table.list > tbody > tr")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 1000
    assert "the first 1,000 of 1,200 findings" in str(page.text_content("#paper"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows.count() == 100
    assert page.text_content("#paper") == ""


def test_without_a_script_the_verdict_stands(visit: Visit) -> None:
    """A browser that runs no script shows the verdict, what was read and not judged, and says what is missing."""
    page = visit(morning(), java_script_enabled=False)
    assert page.is_visible("text=The check is not passed")
    assert page.is_visible("noscript p")
    assert page.is_visible("text=What was not judged")
    assert page.is_hidden("#search")


def test_an_unfinished_run_does_not_look_clean(visit: Visit) -> None:
    """Half of the data without a finding: the verdict is red and says what is missing."""
    page = visit(unfinished())
    red = page.evaluate("getComputedStyle(document.querySelector('.numbers .error dd')).color")
    assert page.evaluate("getComputedStyle(document.querySelector('.verdict h2')).color") == red
    assert "The job is not done" in page.inner_text(".verdict")
    assert "Not everything was read" in page.inner_text(".verdict")
