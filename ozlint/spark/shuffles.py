"""What goes to a posting from elsewhere: what others of the run say of it, carriers' events, earlier snapshots.

All of it becomes rows with its number, and one shuffle by that brings them together.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from ozlint.engine.index import Index
from ozlint.spark.judging import COLUMNS
from ozlint.spark.rows import OPEN, Kind

Frame = Any
"""A DataFrame of PySpark."""
_ORDER = ("file", "block", "seq")
"""Of two rows of an input the later one is the larger by these."""


def meet(index: Index, postings: Frame, events: Frame | None, snapshots: Sequence[Frame], tasks: int) -> Frame:
    """Return all that is judged, and all that is said of it: a number's rows together, in the order of their kinds.

    `tasks` is how many tasks are to share it.
    """
    from pyspark.sql import functions as f

    names = (*COLUMNS[:5], "block", "seq", *COLUMNS[5:])

    def plain(frame: Frame) -> Frame:
        kept = frame.where(f"kind <> {Kind.PART:d}").withColumns(
            {"call": f.lit(None).cast("string"), "worth": f.lit(None).cast("double")}
        )
        return kept.select(*names)

    def answered(frame: Frame) -> Frame:
        nothing = {
            "kind": f.lit(int(Kind.ANSWER)), "rank": f.lit(0), "file": f.lit(0), "block": f.lit(0).cast("long"),
            "seq": f.lit(0).cast("long"), "answer": f.lit(0).cast("long"), "packed": f.lit(None).cast("binary"),
        }  # fmt: skip
        return frame.withColumns(nothing).select(*names)

    parts = [plain(postings), *map(plain, snapshots)]
    if events is not None:
        parts += [plain(events.where(f"kind = {Kind.LOST:d}")), plain(heard(postings, events))]
    if index.sharing or index.wants_links:
        kept = latest(postings)
        parts += [answered(shared(kept))] if index.sharing else []
        parts += [answered(linked(kept))] if index.wants_links else []
    said = reduce(lambda one, other: one.unionByName(other), parts)
    return said.repartition(tasks, "number").sortWithinPartitions("number", "kind", "rank", *_ORDER).select(*COLUMNS)


def latest(postings: Frame) -> Frame:
    """Return of each posting the record that counts: the last one."""
    from pyspark.sql import functions as f

    facts = f.struct("live", "keys", "named", "tells")
    order = f.struct(*_ORDER)
    read = postings.where(f"kind = {Kind.POSTING:d}").groupBy("account", "number")
    return read.agg(f.max_by(facts, order).alias("one"), f.max(order).alias("at")).select(
        "account", "number", "at", "one.*"
    )


def shared(kept: Frame) -> Frame:
    """Return for each value that several postings have how many those are: account, number, call, worth."""
    from pyspark.sql import functions as f

    keys = kept.select("account", "number", "live", f.explode("keys").alias("call", "key"))
    counted = keys.groupBy("call", "key").agg(
        f.sum(f.col("live").cast("long")).alias("living"), f.count("*").alias("all")
    )
    worth = (f.col("living") + f.when(f.col("live"), 0).otherwise(1)).cast("double").alias("worth")
    both = keys.join(counted.where("all > 1"), ["call", "key"])
    return both.select("account", "number", "call", worth).where("worth > 1")


def linked(kept: Frame) -> Frame:
    """Return for each posting that names others whether those name it, where they do not or do not tell."""
    from pyspark.sql import functions as f

    naming = kept.where(f.size("named") > 0).select("account", "number", f.explode("named").alias("other"))
    others = kept.groupBy(f.col("number").alias("other")).agg(
        f.max_by(f.coalesce("named", f.array().cast("array<string>")), "at").alias("others"),
        f.max_by("tells", "at").alias("tells"),
    )
    back = f.when(f.expr("array_contains(others, number)"), 1.0).when(f.col("tells"), 0.0).otherwise(OPEN)
    said = naming.join(others, "other").groupBy("account", "number").agg(f.collect_set(back).alias("said"))
    worst = f.when(f.array_contains("said", 0.0), 0.0).when(f.array_contains("said", OPEN), OPEN)
    links = said.select("account", "number", f.lit("links_back").alias("call"), worst.alias("worth"))
    return links.where("worth is not null")


def heard(postings: Frame, events: Frame) -> Frame:
    """Return the events of every parcel that may be a posting's, each with the number of that posting.

    A parcel is one that the posting names, or whose events name the posting. Events without a tracking number go to the
    posting that they name.
    """
    told = events.where(f"kind = {Kind.EVENT:d}")
    numbered = told.where("tracking is not null")
    asked = postings.where(f"kind = {Kind.POSTING:d} and tracking is not null").select("number", "tracking")
    named = numbered.where("number is not null").select("number", "tracking")
    pairs = asked.union(named).distinct()
    joined = numbered.drop("number").join(pairs, "tracking")
    return joined.unionByName(told.where("tracking is null"))
