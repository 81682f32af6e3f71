"""Which answer is that to which planned update."""

from collections import defaultdict, deque
from collections.abc import Iterable

from ozlint.model.update import Answer, Result, Update

Reply = tuple[Answer, Result]
"""An answer, and what it says of the posting in question."""


def match_replies(updates: Iterable[Update], answers: Iterable[Answer]) -> list[Reply | None]:
    """Return the reply to each update, None where there is none: the method and the posting tell which it is.

    Batches may have been cut anew before they were sent. Of two updates that are alike the first has the first reply.
    A request that was logged without anything that came back is the reply where there is no other.
    """
    replies: dict[tuple[str, str], deque[Reply]] = defaultdict(deque)
    for answer in sorted(answers, key=_is_silent):
        for result in answer.results:
            replies[answer.request.path, result.update.posting_number].append((answer, result))
    found: list[Reply | None] = []
    for update in updates:
        left = replies.get((update.request.path, update.posting_number))
        found.append(left.popleft() if left else None)
    return found


def _is_silent(answer: Answer) -> bool:
    return not answer.answered
