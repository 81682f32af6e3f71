"""Compiled judges of many rules."""

from pathlib import Path

import msgspec

from ozlint.engine.judge import ANY_STATUS, Bench
from ozlint.engine.outcome import BROKEN, unpack
from ozlint.language.interpret import ALONE
from ozlint.model.times import ZONED
from ozlint.rulebook.builtin import builtin_pack
from ozlint.rulebook.load import load_packs
from ozlint.sources.decoding import PostingDecoder

MANY = 2000


def test_thousands_of_rules_are_judged_in_one_run() -> None:
    """The outcomes of 2000 rules make a number of 4800 digits, which is compiled and unpacked like a small one."""
    known = {loaded.rule.id: loaded.rule for loaded in load_packs([builtin_pack()], cwd=Path.cwd())}
    rule = known["OZ101"]
    bench = Bench([msgspec.structs.replace(rule, id=f"ZZ{number:04}") for number in range(MANY)])
    posting = PostingDecoder(rule.reads | {"status"})(
        b'{"posting_number": "12345678-0001-1", "status": "delivering", "tpl_integration_type": "non_integrated",'
        b' "tracking_number": ""}'
    )

    signature = bench.judge(ANY_STATUS, ZONED)(posting, 0.0, ALONE)

    assert unpack(signature, MANY) == bytes([BROKEN]) * MANY
