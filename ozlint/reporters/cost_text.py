"""What findings cost, in words: the number with its basis, or why there is none."""

from collections import Counter
from collections.abc import Iterator

from ozlint.model.finding import Finding
from ozlint.model.report import Report
from ozlint.model.text import Lang, Text, decimal
from ozlint.reporters.harmless import harmless
from ozlint.reporters.phrases import FINDING_OF, numeral

_ROUBLES = Text("{sum} RUB", "{sum}\N{NO-BREAK SPACE}₽")
_NOT_KNOWN = Text("not known", "неизвестно")
_NO_CHARGE = Text(
    "no charge of Ozon's is known to follow from this", "какое начисление Ozon за этим следует, неизвестно"
)
_KNOWN = Text("Costs {sum}: {basis}", "Стоит {sum}: {basis}")
_UNKNOWN = Text("Cost not known: {basis}", "Сколько стоит, неизвестно: {basis}")
_TOTAL = Text(
    "Cost: {sum}, as far as it is known, for {findings}", "Начисления Ozon: {sum}, насколько известно, для {findings}"
)
_NO_TOTAL = Text("Cost: no number is known for {findings}", "Начисления Ozon: для {findings} сумма неизвестна")
_REST = Text("; no number is known for {findings}", "; для {findings} сумма неизвестна")
_WHY = Text("{number} of them: {basis}", "из них {number}: {basis}")


def show_roubles(roubles: float, lang: Lang) -> str:
    """Return a sum as people write it: `1,500 RUB`, `1 500 ₽`; kopecks only where there are some."""
    whole, part = divmod(round(roubles * 100), 100)
    return _ROUBLES.say(lang).format(sum=numeral(whole, lang) + (decimal(f".{part:02}", lang) if part else ""))


def short_cost(finding: Finding, lang: Lang) -> str:
    """Return the number alone, or that none is known."""
    return _NOT_KNOWN.say(lang) if finding.roubles is None else show_roubles(finding.roubles, lang)


def cost_basis(finding: Finding, lang: Lang) -> str:
    """Return where the number comes from, or why none is known."""
    return _NO_CHARGE.say(lang) if finding.cost is None else harmless(finding.cost.basis)


def cost_line(finding: Finding, lang: Lang) -> str:
    """Return what a finding costs in one sentence."""
    said = _UNKNOWN if finding.roubles is None else _KNOWN
    return said.say(lang).format(sum=short_cost(finding, lang), basis=cost_basis(finding, lang))


def total_cost(report: Report) -> Iterator[str]:
    """Yield what the findings that count cost together, and why of others it is not known.

    Nothing where none of them leads to a charge.
    """
    summary, lang = report.summary, report.lang
    shown = [finding for finding in report.findings if finding.state == "shown"]
    if not any(finding.cost is not None for finding in shown):
        return
    rest = FINDING_OF.count(summary.uncosted, lang)
    if summary.costed:
        total, known = show_roubles(summary.cost, lang), FINDING_OF.count(summary.costed, lang)
        said = _TOTAL.say(lang).format(sum=total, findings=known)
        said += _REST.say(lang).format(findings=rest) if summary.uncosted else ""
    else:
        said = _NO_TOTAL.say(lang).format(findings=rest)
    reasons = Counter(cost_basis(finding, lang) for finding in shown if is_open(finding))
    if reasons and (unexplained := summary.uncosted - reasons.total()):
        reasons[_NO_CHARGE.say(lang)] = unexplained
    why = [
        basis if number == summary.uncosted else _WHY.say(lang).format(number=numeral(number, lang), basis=basis)
        for basis, number in reasons.most_common()
    ]
    yield said + (f" ({'; '.join(why)})" if why else "")


def is_open(finding: Finding) -> bool:
    """Return whether it is known what Ozon charges for, and not how much."""
    return finding.cost is not None and finding.roubles is None
