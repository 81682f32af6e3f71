"""The list of findings in a browser: searched, filtered, sorted, opened, by mouse and by keys."""

from itertools import pairwise
from urllib.parse import parse_qs

import msgspec
import pytest
from chromium import Visit
from playwright.sync_api import Page, expect
from samples import PLANNED, SHARED, many, morning

from ozlint.model.cost import Cost


def rows(page: Page, column: str) -> list[str]:
    """The texts of a column, as they stand."""
    return page.locator(f"table.list > tbody > tr:not(.details) > td.{column}").all_inner_texts()


def kept(page: Page) -> dict[str, list[str]]:
    """The view that the address keeps."""
    return parse_qs(page.evaluate("location.hash.slice(1)"))


def bar(page: Page, key: str) -> str:
    """A bar of a chart, by what it filters."""
    return f'#charts [data-key="{key}"]'


def test_every_finding_is_listed_the_gravest_first(visit: Visit) -> None:
    """The list has the findings of the report, errors before warnings, and says how many there are."""
    report = morning()
    page = visit(report)
    assert sorted(rows(page, "about")) == sorted(finding.posting_number for finding in report.findings)
    assert rows(page, "severity") == ["error"] * 5 + ["warning"] * 4
    assert page.inner_text("#found") == "9 findings"


def test_the_charts_count_what_the_report_has(visit: Visit) -> None:
    """The numbers of each chart add up to the findings."""
    page = visit(morning())
    for chart in ("rule", "warehouse", "carrier"):
        assert sum(map(int, page.locator(f".chart.{chart} .number").all_inner_texts())) == 9
    days = page.locator(".chart.day .columns button").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert sum(int(label.split(": ")[1].split()[0]) for label in days) == 9


def test_a_bar_is_a_filter(visit: Visit) -> None:
    """A bar that is clicked leaves its findings only, keeps the focus, and is let go by another click."""
    page = visit(morning())
    page.click(bar(page, "warehouse:Казань"))
    assert set(rows(page, "warehouse")) == {"Казань"}
    assert page.inner_text("#found") == "5 of 9 findings"
    assert kept(page) == {"warehouse": ["Казань"]}
    expect(page.locator(bar(page, "warehouse:Казань"))).to_have_attribute("aria-pressed", "true")
    expect(page.locator(bar(page, "warehouse:Казань"))).to_be_focused()
    page.click(bar(page, "day:2026-11-20"))
    assert set(rows(page, "deadline")) == {"2026-11-20 12:00"}
    page.click(bar(page, "day:2026-11-20"))
    page.click(bar(page, "warehouse:Казань"))
    assert page.inner_text("#found") == "9 findings"
    assert kept(page) == {}


def test_filters_of_one_kind_add_and_of_two_kinds_narrow(visit: Visit) -> None:
    """Two rules show the findings of both; with a carrier beside them, what fits both. Each can be taken back."""
    page = visit(morning())
    page.click("[data-facet=rule] summary")
    for rule in ("OZ102", "OZ301"):
        page.click(f"[data-facet=rule] label:has-text('{rule}')")
    assert sorted(rows(page, "rule")) == ["OZ102", "OZ102", "OZ301"]
    page.click("[data-facet=carrier] summary")
    expect(page.locator("[data-facet=rule]")).not_to_have_attribute("open", "")
    page.click("[data-facet=carrier] label:has-text('СДЭК')")
    assert rows(page, "rule") == ["OZ102", "OZ102"]
    page.keyboard.press("Escape")
    expect(page.locator("[data-facet=carrier]")).not_to_have_attribute("open", "")
    page.click("#chosen button:has-text('СДЭК')")
    assert len(rows(page, "rule")) == 3
    page.click("#reset")
    assert len(rows(page, "rule")) == 9


def test_what_costs_most_is_one_click_away(visit: Visit) -> None:
    """A column says what each finding costs; its head begins with the costliest, and what is not known comes last."""
    report = morning()
    sums = (50.0, 1150.5, None, 900.0)
    costs = [None if one is None else Cost(charge="surcharge", roubles=one, basis="it runs") for one in sums]
    findings = [msgspec.structs.replace(one, cost=cost) for one, cost in zip(report.findings, costs, strict=False)]
    page = visit(msgspec.structs.replace(report, findings=tuple(findings)))
    page.click("th.cost button")
    assert rows(page, "cost") == ["1,150.50 RUB", "900 RUB", "50 RUB", ""]
    expect(page.locator("th.cost")).to_have_attribute("aria-sort", "descending")
    page.click("th.cost button")
    assert rows(page, "cost") == ["50 RUB", "900 RUB", "1,150.50 RUB", ""]
    page.click("button.open >> nth=0")
    assert "Where the number comes from\nit runs" in page.inner_text("tr.details").replace("\n\n", "\n")


def test_without_any_number_there_is_no_column_for_costs(visit: Visit) -> None:
    """Nine times "not known" would only take the room of what is known."""
    page = visit(morning())
    assert page.locator("th.cost").count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [(SHARED, 1), ("оzon", 0), ("delivering СДЭК", 3), ("ПУШКИНО oz302", 1), ("2026-11-24", 2), ("<script>", 0)],
)
def test_the_search_looks_at_all_that_is_listed(visit: Visit, query: str, found: int) -> None:
    """All words must be there, in capitals or not; where none fits, that is said instead of an empty table."""
    page = visit(morning())
    page.fill("#search", query)
    assert len(rows(page, "about")) == found
    assert page.is_visible("#nothing") is (found == 0)
    assert page.is_visible("table.list") is (found > 0)


def test_a_column_sorts_in_both_directions(visit: Visit) -> None:
    """A head sorts by its column, once more turns it round, and says so; what is not known comes last both times."""
    report = morning()
    bare = msgspec.structs.replace(report.findings[0], facts={}, posting_number="1-0001-1")
    page = visit(msgspec.structs.replace(report, findings=(bare, *report.findings)))
    page.click("th.deadline button")
    deadlines = rows(page, "deadline")
    assert deadlines == [*sorted(filter(None, deadlines)), ""]
    expect(page.locator("th.deadline")).to_have_attribute("aria-sort", "ascending")
    page.click("th.deadline button")
    assert rows(page, "deadline") == [*sorted(filter(None, deadlines), reverse=True), ""]
    expect(page.locator("th.deadline")).to_have_attribute("aria-sort", "descending")
    assert kept(page) == {"sort": ["-deadline"]}


def test_a_link_shows_the_same_view(visit: Visit) -> None:
    """Filters, search, order and the open finding are in the address: who opens it elsewhere sees the same."""
    page = visit(morning())
    page.click(bar(page, "carrier:СДЭК"))
    page.fill("#search", "OZ102")
    page.click("th.about button")
    page.click("th.about button")
    page.click(f"button.open:has-text('{SHARED}')")
    other = visit(morning(), page.evaluate("location.hash"))
    assert rows(other, "about") == rows(page, "about") == ["44741260-0033-1", SHARED]
    assert other.input_value("#search") == "OZ102"
    assert other.inner_text("tr.details h3 >> nth=0").startswith("OZ102")
    assert kept(other) == kept(page)


def test_an_address_that_makes_no_sense_does_no_harm(visit: Visit) -> None:
    """What a link says and the report does not have is shown as a filter that fits nothing, and can be removed."""
    page = visit(morning(), "#rule=%3Cimg%3E&carrier=constructor&page=-5&sort=__proto__&open=x&zzz=1&day=%E0%A4%A")
    expect(page.locator("#nothing")).to_be_visible()
    for _ in range(3):
        page.click("#chosen button >> nth=0")
    assert len(rows(page, "about")) == 9


def test_findings_set_aside_are_asked_for(visit: Visit) -> None:
    """Suppressed findings are not in the list until they are asked for, and are marked there."""
    report = morning()
    aside = msgspec.structs.replace(report.findings[0], state="suppressed")
    page = visit(msgspec.structs.replace(report, findings=(aside, *report.findings[1:])))
    assert page.inner_text("#found") == "8 of 9 findings"
    page.click("[data-facet=state] summary")
    page.click("[data-facet=state] label:has-text('suppressed')")
    assert page.inner_text("#found") == "9 findings"
    assert page.locator("td.severity .state").all_inner_texts() == ["suppressed"]


def test_pages_are_turned(visit: Visit) -> None:
    """A hundred findings are a page; the address keeps which, and a filter begins at the first."""
    page = visit(many(250))
    assert page.inner_text("#pages span") == "Page 1 of 3"
    first = rows(page, "about")
    page.click("#pages [data-key=last]")
    assert (len(first), len(rows(page, "about")), kept(page)) == (100, 50, {"page": ["3"]})
    assert set(first).isdisjoint(rows(page, "about"))
    page.click(bar(page, "carrier:DPD"))
    assert "page" not in kept(page)
    assert page.is_hidden("#pages button")


def test_a_row_opens_and_tells_the_whole(visit: Visit) -> None:
    """An open finding says why and what to do, the values, the places, and where the cabinet shows its posting."""
    report = morning()
    (finding,) = [one for one in report.findings if one.posting_number == SHARED]
    (rule,) = [one for one in report.rules if one.id == finding.rule]
    page = visit(report)
    page.click(f"tr:has-text('{SHARED}') td.message")
    details = page.locator("tr.details")
    for said in (rule.title, rule.why, finding.message, "tracking_number", finding.fingerprint, finding.place.pointer):
        expect(details).to_contain_text(" ".join(said.split()))
    link = details.locator("a:has-text('cabinet')")
    expect(link).to_have_attribute("href", f"https://seller.ozon.ru/app/postings/fbs?tab=all&postingDetails={SHARED}")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.click(f"tr:has-text('{SHARED}') td.message")
    expect(details).to_have_count(0)


def test_the_number_of_a_posting_is_copied(visit: Visit) -> None:
    """What the button copies can be pasted."""
    page = visit(morning())
    page.click(f"button.open:has-text('{SHARED}')")
    page.click(f"[aria-label='Copy {SHARED}']")
    expect(page.locator(f"[aria-label='Copy {SHARED}']")).to_have_text("Copied")
    page.focus("#search")
    page.keyboard.press("Control+V")
    assert page.input_value("#search") == SHARED


def test_all_of_a_posting_is_one_click_away(visit: Visit) -> None:
    """A posting with two findings offers both of them."""
    report = morning()
    second = msgspec.structs.replace(report.findings[0], rule="OZ302", field="status")
    page = visit(msgspec.structs.replace(report, findings=(*report.findings, second)))
    page.click("button.open >> nth=0")
    page.click("tr.details button:has-text('All 2 findings')")
    assert sorted(rows(page, "rule")) == sorted([report.findings[0].rule, "OZ302"])


def test_the_list_is_worked_by_keys(visit: Visit) -> None:
    """One Tab stop leads into the list; arrows, Home and End move, Enter opens, Escape closes and keeps the place."""
    page = visit(morning())
    page.focus("th.deadline button")
    page.keyboard.press("Tab")
    openers = page.locator("button.open")
    expect(openers.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(openers.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(openers.nth(1)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tr').className") == "details"
    page.keyboard.press("Escape")
    expect(page.locator("tr.details")).to_have_count(0)
    expect(openers.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(openers.nth(8)).to_be_focused()
    page.keyboard.press("Home")
    expect(openers.nth(0)).to_be_focused()


def test_the_page_is_walked_by_tab(visit: Visit) -> None:
    """The first stop skips to the findings; then come links, charts, search, filters, heads and list, in that order."""
    page = visit(morning())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    where = "document.activeElement.closest('.verdict, .chart, #filters, thead, tbody, section.run')"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(f"(({where})?.id || {where}?.className || {where}?.tagName || '').split(' ').at(-1)"))
    order = [name for place, name in enumerate(seen) if name and (not place or seen[place - 1] != name)]
    assert order[:10] == [
        "error", "rule", "day", "warehouse", "carrier", "filters", "THEAD", "TBODY", "read", "open"
    ]  # fmt: skip


def test_the_way_past_the_charts(visit: Visit) -> None:
    """The first link leads to the findings without touching the view that the address keeps."""
    page = visit(morning(), "#q=СДЭК")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "findings"
    assert kept(page) == {"q": ["СДЭК"]}


def test_a_timeline_is_drawn_and_told(visit: Visit) -> None:
    """Ozon is above, the carrier below, later is further right, the contradiction is marked; a table says the same."""
    page = visit(morning())
    page.click(f"button.open:has-text('{SHARED}')")
    marks = page.locator(".picture .mark").evaluate_all(
        "all => all.map((one) => one.getBBox()).map((box) => [box.x + box.width / 2, box.y + box.height / 2])"
    )
    kinds = page.locator(".picture .mark").evaluate_all("all => all.map((one) => one.getAttribute('class'))")
    ozon = [place for place, kind in zip(marks, kinds, strict=True) if "carrier" not in kind]
    carrier = [place for place, kind in zip(marks, kinds, strict=True) if "carrier" in kind]
    assert (len(ozon), len(carrier), kinds.count("mark contradiction")) == (5, 3, 1)
    assert max(y for _, y in ozon) < min(y for _, y in carrier)
    for lane in (ozon, carrier):
        places = [x for x, _ in lane]
        assert places == sorted(places)
        assert min(later - earlier for earlier, later in pairwise(places)) >= 16
    table = page.locator(".events tbody tr").all_inner_texts()
    assert len(table) == 9
    assert "contradicts the other side" in table[3]
    assert "time not given" in table[8]


def test_a_plan_has_a_lane_of_its_own(visit: Visit) -> None:
    """What a plan would tell Ozon is drawn apart from what is known."""
    page = visit(morning())
    page.click(f"button.open:has-text('{PLANNED}')")
    assert page.locator(".picture .lane-name").all_text_contents() == ["Ozon", "carrier", "plan"]


@pytest.mark.parametrize(("number", "said"), [(1, "1 находка"), (2, "2 находки"), (5, "5 находок"), (21, "21 находка")])
def test_russian_counts_as_russian_does(visit: Visit, number: int, said: str) -> None:
    """A number takes the noun in its form."""
    assert visit(many(number, "ru")).inner_text("#found") == said
