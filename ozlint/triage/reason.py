"""Saying in words why a rule could not be judged."""

from ozlint.language.operands import Reason
from ozlint.model.text import Text

_UNTOLD = {
    "more_expected": Text("nothing says whether more postings follow", "не сказано, есть ли ещё отправления"),
}
"""What to say where the data do not tell something that is no field of theirs."""


def reason_text(reason: Reason) -> Text:
    """Return a reason as the end of "OZ101: 214 postings: …"."""
    name = reason.name if reason.name == reason.field or not reason.field else f"{reason.name} ({reason.field})"
    match reason.code:
        case "field_absent":
            return Text(f"{name} is not in this input", f"{name}: такого поля нет в этих данных")
        case "field_empty":
            return Text(f"{name} is empty", f"{name}: поле пустое")
        case "input_not_given":
            return Text(f"{name} was not given", f"{name}: этих данных не передали")
        case "not_joined":
            return Text(f"{name} says nothing of this posting", f"{name}: об этом отправлении там ничего нет")
        case "zone_unknown":
            return Text(
                "the times have no zone and are closer than three hours",
                "у дат не указан часовой пояс, а разница меньше трёх часов",
            )
        case _:
            unsure = Text(f"{name} cannot be told from this data", f"{name}: по этим данным не определить")
            return _UNTOLD.get(name, unsure)
