"""Checking a DataFrame of postings."""

from collections.abc import Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any

import msgspec

from ozlint.api.arguments import config_of, moment_of
from ozlint.engine.lint import Lint
from ozlint.engine.result import Result
from ozlint.engine.share import Share, gather
from ozlint.engine.side import Benches
from ozlint.model.text import Lang
from ozlint.run import load_rulebook, terms_of
from ozlint.spark.judge import Court, packed
from ozlint.spark.keys import SCHEMA as KEYS
from ozlint.spark.keys import keys_of
from ozlint.spark.shares import OPEN, PATH, shares_of
from ozlint.spark.shares import SCHEMA as SHARES

_FINDING = (
    "rule string, name string, severity string, posting_number string, account string, "
    "subject struct<kind:string,key:string>, field string, message string, facts map<string,string>"
)


class Checked(msgspec.Struct, frozen=True):
    """What came of a DataFrame of postings."""

    findings: Any
    """A DataFrame: a finding a row, with its fingerprint."""
    counts: Any
    """A DataFrame: how often each rule was broken, held, did not apply and could not be judged."""
    result: Result
    """The same counts, reasons and examples as values, and the findings that are about the run as a whole."""


def check(  # noqa: PLR0913 - the choices of `lint_arrow`, each by its name
    postings: Any,  # noqa: ANN401 - a DataFrame
    *,
    at: datetime | str,
    packs: Sequence[str | PathLike[str]] = (),
    builtin: bool = True,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: str = "recommended",
    lang: Lang = "en",
) -> Checked:
    """Return the findings about postings in a column `payload` of text, each row one posting, and the counts.

    Of two rows of one posting the later counts, in the order of the DataFrame. Raises UsageError and RuleError.
    """
    config = config_of(packs=packs, builtin=builtin, select=select, ignore=ignore, profile=profile, lang=lang)
    config = msgspec.structs.replace(config, now=moment_of("at", at))
    rulebook, terms = load_rulebook(config, Path()), terms_of(config)
    court = packed(Court(rulebook, terms))
    from pyspark.sql import functions as f

    rows = postings.select(
        f.monotonically_increasing_id().alias("id"), f.col("payload").cast("string").alias("payload")
    )
    keys = rows.mapInArrow(keys_of(court), KEYS).persist()
    twice = keys.groupBy("account", "number").agg(f.max("id").alias("last"), f.count("*").alias("rows"))
    twice = twice.where("rows > 1").drop("rows")
    replaced = keys.join(twice, ["account", "number"]).where("id < last").select("id").persist()
    kept = keys.join(replaced, "id", "left_anti")
    told = _answers(kept).groupBy("id", "account", "number")
    answers = told.agg(f.map_from_entries(f.collect_list(f.struct("call", "worth"))).alias("answers"))
    judged = rows.join(replaced, "id", "left_anti").join(answers, "id", "left").drop("id")
    given = judged.mapInArrow(shares_of(court), SHARES).persist()
    shares = [
        msgspec.msgpack.decode(bytes(row.share), type=Share)
        for row in given.where("share is not null").select("share").toLocalIterator()
    ]
    result = gather(Lint(rulebook, terms, Benches(rulebook, None)), shares, PATH, "spark: payloads", replaced.count())
    found = given.where("finding is not null").dropDuplicates(["fingerprint"])
    findings = found.select("fingerprint", f.from_json("finding", _FINDING).alias("one")).select("fingerprint", "one.*")
    counts = postings.sparkSession.createDataFrame(
        [
            (rule, one.broken, one.holds, one.not_applicable, one.not_evaluated)
            for rule, one in sorted(result.tallies.items())
        ],
        "rule string, broken long, holds long, not_applicable long, not_evaluated long",
    )
    return Checked(findings, counts, result)


def _answers(kept: Any) -> Any:  # noqa: ANN401 - DataFrames
    """Return what postings say of each other, where that is not what a posting alone is told."""
    from pyspark.sql import functions as f

    shared = kept.select("id", "account", "number", "live", f.explode("keys").alias("call", "key"))
    living = shared.groupBy("call", "key").agg(
        f.sum(f.col("live").cast("long")).alias("living"), f.count("*").alias("all")
    )
    counted = shared.join(living.where("all > 1"), ["call", "key"])
    worth = (f.col("living") + f.when(f.col("live"), 0).otherwise(1)).cast("double").alias("worth")
    sharing = counted.select("id", "account", "number", "call", worth).where("worth > 1")
    naming = kept.where(f.size("named") > 0).select("id", "account", "number", f.explode("named").alias("other"))
    latest = kept.groupBy(f.col("number").alias("other")).agg(
        f.max_by("named", "id").alias("others"), f.max_by("tells", "id").alias("tells")
    )
    back = f.when(f.expr("array_contains(others, number)"), 1.0).when(f.col("tells"), 0.0).otherwise(OPEN)
    verdicts = naming.join(latest, "other").groupBy("id", "account", "number").agg(f.collect_set(back).alias("said"))
    worst = f.when(f.array_contains("said", 0.0), 0.0).when(f.array_contains("said", OPEN), OPEN)
    links = verdicts.select("id", "account", "number", f.lit("links_back").alias("call"), worst.alias("worth"))
    return sharing.unionByName(links.where("worth is not null"))
