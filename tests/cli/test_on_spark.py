"""`ozlint check --engine spark`: what it needs and cannot do is told before anything is started."""

import os
from importlib.util import find_spec
from pathlib import Path

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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-",), "-: Spark reads no standard input"),
        (("postings.ndjson", "--jobs", "2"), "--jobs is not for --engine spark"),
    ],
)
def test_what_spark_is_not_asked_for(ozlint: Ozlint, arguments: tuple[str, ...], said: str) -> None:
    """Standard input and several processes are refused before Java is looked for."""
    done = ozlint("check", *arguments, "--engine", "spark", extra=NO_JAVA)
    assert done.code == 2
    assert said in done.err


@needs_pyspark
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"JAVA_HOME": "/nowhere"}, "needs Java 17 or newer (JAVA_HOME=/nowhere)"),
        ({"PYSPARK_SUBMIT_ARGS": "--master local[1]"}, 'PYSPARK_SUBMIT_ARGS="--master local[1] pyspark-shell"'),
    ],
)
def test_what_java_would_not_start_with_is_told(ozlint: Ozlint, java: Path, more: dict[str, str], said: str) -> None:
    """A wrong JAVA_HOME and wrong arguments are wrong usage, with what is wrong about them."""
    done = ozlint("check", "postings.ndjson", "--engine", "spark", extra={"JAVA_HOME": str(java), **more})
    assert done.code == 2
    assert said in done.err


@needs_pyspark
def test_java_that_does_not_start_is_told(ozlint: Ozlint, save: Save, java: Path) -> None:
    """With what it said itself, and without a traceback."""
    save("postings.ndjson", "{}\n")
    done = ozlint("check", "postings.ndjson", "--engine", "spark", extra={"JAVA_HOME": str(java)})
    assert done.code == 2
    assert "needs Java 17 or newer (not today" in done.err
    assert "Traceback" not in done.err


@needs_pyspark
def test_files_that_are_not_there_need_no_java(ozlint: Ozlint, java: Path) -> None:
    """Nothing is started for a name that is mistyped, and the report is the one of any run."""
    done = ozlint("check", "nowhere.ndjson", "--engine", "spark", extra={"JAVA_HOME": str(java)})
    assert done.code == 3
    assert "nowhere.ndjson: no such file" in done.out
    assert done.err == ozlint("check", "nowhere.ndjson").err


@pytest.fixture
def java(tmp_path: Path) -> Path:
    """A home of Java that says something, and does not start."""
    if os.name == "nt":
        pytest.skip("a program here is no script of a shell")
    program = tmp_path / "java" / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    program.chmod(0o755)
    return program.parent.parent
