"""An entry is added as text: everything that was in the file stays as it was."""

import pytest

from ozlint.errors import UsageError
from ozlint.rulebook.problem import RuleProblems
from ozlint.triage.suppression_edit import with_entry

LINES = ("rule: OZ302", 'posting: "2"')
NEW = '  - rule: OZ302\n    posting: "2"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"suppressions:\n{NEW}"),
        ("# why\n", f"# why\nsuppressions:\n{NEW}"),
        ("suppressions:\n", f"suppressions:\n{NEW}"),
        ("suppressions: []  # none\n# end\n", f"suppressions:  # none\n{NEW}# end\n"),
        (
            "suppressions:\n  - rule: OZ301 # a\n    posting: '1'   # b\n\n# end\n",
            f"suppressions:\n  - rule: OZ301 # a\n    posting: '1'   # b\n{NEW}\n# end\n",
        ),
        (
            'suppressions:\n- {rule: OZ301, posting: "1"}',
            'suppressions:\n- {rule: OZ301, posting: "1"}\n- rule: OZ302\n  posting: "2"\n',
        ),
        (
            "suppressions:\n    - rule: OZ301\n      reason: |\n        long\n        words\n",
            (
                "suppressions:\n    - rule: OZ301\n      reason: |\n        long\n        words\n    - rule: OZ302\n"
                '      posting: "2"\n'
            ),
        ),
    ],
)
def test_comments_and_layout_stay(before: str, after: str) -> None:
    """The entry comes after the last, indented as that is; nothing else changes."""
    assert with_entry(before, "s.yaml", LINES) == after


def test_a_list_in_brackets_is_left_alone() -> None:
    """It could only be written anew, without its comments."""
    with pytest.raises(UsageError, match="brackets"):
        with_entry("suppressions: [{rule: OZ301}]\n", "s.yaml", LINES)


def test_what_is_no_yaml_is_left_alone() -> None:
    """What is wrong with the file is told, and nothing is added."""
    with pytest.raises(RuleProblems):
        with_entry("suppressions: [\n", "s.yaml", LINES)
