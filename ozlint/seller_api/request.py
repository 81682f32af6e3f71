"""One call to the Seller API, as a value."""

import msgspec

from ozlint.seller_api.method import methods


class Request(msgspec.Struct, frozen=True):
    """A method and the body it is sent; a method that is not on the allow-list raises ValueError."""

    path: str
    body: bytes
    """JSON."""

    def __post_init__(self) -> None:
        check_path(self.path)


def check_path(path: str) -> None:
    """Raise ValueError for a method that ozlint may not ask: it only reads."""
    if path not in methods():
        message = f"not a method that ozlint may ask: {path}"
        raise ValueError(message)
