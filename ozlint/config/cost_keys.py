"""How much one of Ozon's charges is for a seller, as the configuration says it."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ozlint.model.rate import Rate
from ozlint.ozon.charges import rates
from ozlint.rulebook.param_ranges import Number
from ozlint.rulebook.rule_checks import given, is_number, is_time
from ozlint.rulebook.rule_file import MaybeWords, Part

_LARGEST = 1e9


def is_sum(value: Any) -> Any:  # noqa: ANN401 - a validator sees whatever the file holds
    """Return a number of roubles or percent."""
    if 0 <= is_number(value) <= _LARGEST:
        return value
    # The code alone says what is wrong; fault_words has it in both languages.
    raise PydanticCustomError("ozlint_sum", "ozlint_sum")


MaybeSum = Annotated[Annotated[Number, Field(ge=0)] | None, BeforeValidator(is_sum)]
MaybeDay = Annotated[Annotated[str, AfterValidator(is_time)] | None, BeforeValidator(given)]


class CostKeys(Part):
    """What one of Ozon's charges comes to: a published rate by its name, a sum, or a share of the price."""

    rate: MaybeWords = None
    """Name of a published rate, like global-blue."""
    roubles: MaybeSum = None
    """Roubles a posting."""
    percent: MaybeSum = None
    """Percent of the price of the goods."""
    least: MaybeSum = None
    """Roubles it comes to at least, beside percent."""
    most: MaybeSum = None
    """Roubles it comes to at most, beside percent."""
    since: MaybeDay = None
    """The first day on which it holds."""
    checked: MaybeDay = None
    """The day on which you last looked it up: half a year later reports say that it may have changed."""
    source: MaybeWords = None
    """Where you have it from: a contract, a page."""

    def rate_of(self, charge: str) -> Rate:
        """Return the rate that is meant for a charge."""
        if self.rate is not None:
            return rates()[charge][self.rate]
        return Rate(
            roubles=None if self.roubles is None else float(self.roubles),
            percent=None if self.percent is None else float(self.percent),
            least=None if self.least is None else float(self.least),
            most=None if self.most is None else float(self.most),
            since=self.since or "",
            checked=self.checked or "",
            source=self.source or "",
        )
