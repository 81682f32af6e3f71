"""Whether a key may change something at Ozon: ozlint only reads, and whoever finds the key may do more."""

from functools import cache

from ozlint.model.table import table_rows
from ozlint.ozon.contract import contracts_by_action
from ozlint.seller_api.answers import Role, Roles
from ozlint.seller_api.method import methods

_ALL = "admin"
"""How the names of roles begin that open every method."""
_READS = "read only"
"""How the names of roles end that open methods only to read."""
_REPORTS = "/report/"
"""What is made below this path is a file to read."""


def writing_roles(roles: Roles) -> tuple[str, ...]:
    """Return the names of the roles that may change something, by what Ozon tells of them."""
    return tuple(role.name for role in roles.roles if _may_write(role))


def _may_write(role: Role) -> bool:
    name = role.name.casefold()
    if name.endswith(_READS):
        return False
    return name.startswith(_ALL) or any(_changes(path.rstrip("/")) for path in role.methods)


def _changes(opened: str) -> bool:
    """Return whether a method, or some method whose path begins like this, changes something."""
    if not opened or opened in methods():
        return False
    changing = (contract.path for contract in contracts_by_action().values())
    is_named_so = opened.rpartition("/")[2] in _words() and _REPORTS not in opened
    return is_named_so or any(f"{path}/".startswith(f"{opened}/") for path in changing)


@cache
def _words() -> frozenset[str]:
    """Return the words that paths of methods end with that change something."""
    return frozenset(word for word, _ in table_rows("seller_api/changing.tsv"))
