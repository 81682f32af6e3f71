"""`ozlint check --engine spark`: what it needs and cannot do is told before anything is started."""

from importlib.util import find_spec

import pytest
from finished import Ozlint, Save

NO_JAVA = {"PATH": "/nowhere", "JAVA_HOME": "/nowhere"}
needs_pyspark = pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed")


@needs_pyspark
@pytest.mark.parametrize(("lang", "said"), [("en", "needs Java 17 or newer"), ("ru", "нужна Java 17 или новее")])
def test_java_that_is_missing_is_told(ozlint: Ozlint, save: Save, lang: str, said: str) -> None:
    """With what to install, as wrong usage."""
    save("postings.ndjson", "{}\n")
    done = ozlint("check", "postings.ndjson", "--engine", "spark", "--lang", lang, extra=NO_JAVA)
    assert done.code == 2
    assert said in done.err
    assert "openjdk-17-jre-headless" in done.err


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (("--updates", "plan.json"), "--updates"),
        (("--answers", "log.ndjson"), "--answers"),
        (("--carrier-map", "map.yaml"), "--carrier-map"),
        (("--input-format", "csv"), "--input-format"),
    ],
)
def test_what_one_machine_alone_can_do_is_refused(ozlint: Ozlint, flags: tuple[str, ...], named: str) -> None:
    """It is not passed over: a run without it would be another one."""
    done = ozlint("check", "postings.ndjson", "--engine", "spark", *flags, extra=NO_JAVA)
    assert done.code == 2
    assert f"{named} is not for --engine spark" in done.err


def test_an_engine_that_there_is_not(ozlint: Ozlint) -> None:
    """The nearest name is told."""
    done = ozlint("check", "postings.ndjson", "--engine", "sprak")
    assert done.code == 2
    assert 'did you mean "spark"?' in done.err
