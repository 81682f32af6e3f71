"""`ozlint doctor` in each state, over real HTTP: what keeps fetching from working, and never a secret."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from finished import Finished, Ozlint, Save
from selling import accounts, key

from fake_ozon.ozon import API_KEY, FakeOzon
from fake_ozon.server import Server
from fake_ozon.shipment import moment, shipments

DAY = 86400.0
CANARY = "0f4d1e9c-canary-1234567890ab"
FBS, FBO = "/v4/posting/fbs/list", "/v3/posting/fbo/list"


@pytest.fixture
def ozon(server: Server) -> FakeOzon:
    """An Ozon whose key has a role that reads the lists, and lives long."""
    server.ozon.roles = {
        "roles": [{"name": "Posting FBS", "methods": [FBS, FBO]}],
        "expires_at": moment(time.time() + 60 * DAY),
    }
    return server.ozon


def states(done: Finished) -> dict[str, str]:
    """The state of each check of a run with one account, by its name."""
    return {one["name"]: one["state"] for one in json.loads(done.out)["checks"]}


def text_of(done: Finished, name: str) -> str:
    """What a check says."""
    return next(one["text"] for one in json.loads(done.out)["checks"] if one["name"] == name)


def as_json(ozlint: Ozlint, *arguments: str, extra: dict[str, str]) -> Finished:
    """A run for programs."""
    return ozlint("doctor", "--format", "json", *arguments, extra=extra)


def test_all_is_well(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """Exit 0: a line a check, the key masked, where it is from, and the verdict; costs three requests."""
    ozon.add(shipments(3, time.time() - DAY, time.time()))
    done = ozlint("doctor", extra=key(server, SSL_CERT_FILE=""))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert all(line.startswith("ok  ") for line in lines[:-2] if line)
    assert "ok  account   Client-Id 1234567, Api-Key *** (from OZON_CLIENT_ID)" in lines
    assert f"ok  access    {server.url}" in lines
    assert lines[-1] == "Ozon can be asked; warnings: 0"
    assert [call.path for call in ozon.calls] == ["/v1/roles", FBS, FBO]


def test_in_russian(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """By the configuration too."""
    done = ozlint("doctor", "--lang", "ru", extra=key(server))
    assert done.code == 0
    assert "ок  часы       часы компьютера идут верно\n" in done.out
    assert done.out.endswith("\nOzon отвечает; предупреждений: 0\n")
    assert ozon.calls


def test_json_is_for_programs(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """Every check with its account, state and words, and the exit code."""
    done = as_json(ozlint, extra=key(server))
    told = json.loads(done.out)
    assert told["exit_code"] == done.code == 0
    assert set(states(done).values()) == {"ok"}
    assert list(states(done)) == [
        *("version", "zone", "language", "cache", "settings", "access"),
        *("account", "key", "rights", "writing", "clock", "fbs", "fbo"),
    ]
    assert {one["account"] for one in told["checks"] if one["name"] in ("key", "fbs")} == {"1234567"}
    assert {one["account"] for one in told["checks"] if one["name"] in ("version", "access")} == {None}
    assert ozon.calls


def test_what_this_machine_has(ozlint: Ozlint, ozon: FakeOzon, server: Server, save: Save, tmp_path: Path) -> None:
    """Versions, the zone and who gave it, the configuration file, the cache."""
    save("ozlint.yaml", "tz: Europe/Moscow\nlang: en\n")
    done = as_json(ozlint, extra=key(server, XDG_CACHE_HOME=str(tmp_path / "cache")))
    assert done.code == 0
    assert "httpx 0." in text_of(done, "version")
    assert text_of(done, "zone") == "Europe/Moscow (from ozlint.yaml:1)"
    assert text_of(done, "settings") == "ozlint.yaml"
    assert text_of(done, "cache") == str(tmp_path / "cache" / "ozlint")
    assert not (tmp_path / "cache").exists()
    assert text_of(as_json(ozlint, "--tz", "+05:00", extra=key(server)), "zone") == "+05:00 (from --tz)"
    assert ozon.calls


def test_a_cache_that_cannot_be_is_a_warning(ozlint: Ozlint, ozon: FakeOzon, server: Server, save: Save) -> None:
    """Runs take longer, nothing fails."""
    file = save("file", "")
    done = as_json(ozlint, extra=key(server, XDG_CACHE_HOME=str(file)))
    assert (done.code, states(done)["cache"]) == (0, "warn")
    nowhere = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), "")
    done = as_json(ozlint, extra=key(server, **nowhere))
    assert (done.code, states(done)["cache"]) == (0, "warn")
    assert ozon.calls


def test_a_configuration_that_does_not_load_is_told_and_the_rest_looked_at(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, save: Save
) -> None:
    """With its place; a flag or variable that is wrong is wrong usage."""
    save("ozlint.yaml", "profil: safety\n")
    done = ozlint("doctor", extra=key(server))
    assert done.code == 1
    assert "fails  settings  ozlint.yaml:1:1: " in done.out
    assert "the FBS list can be fetched" in done.out
    assert done.out.endswith("\nfailed: 1; warnings: 0\n")
    done = ozlint("doctor", extra=key(server, OZLINT_PROFILE="saftey"))
    assert (done.code, done.out) == (2, "")
    assert ozon.calls


def test_no_key(ozlint: Ozlint, tmp_path: Path) -> None:
    """A check that failed, with the way to one."""
    done = ozlint("doctor", extra={"XDG_CONFIG_HOME": str(tmp_path / "xdg")})
    assert done.code == 1
    assert "fails  access    there is no key to Ozon: set OZON_CLIENT_ID and OZON_API_KEY" in done.out


def test_a_wrong_key(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """Ozon itself has said no: a check failed, and the lists are not asked for; its clock is known all the same."""
    done = as_json(ozlint, extra=key(server, CANARY))
    assert done.code == 1
    told = states(done)
    assert (told["key"], told["clock"]) == ("fail", "ok")
    assert "fbs" not in told
    assert [call.path for call in ozon.calls] == ["/v1/roles"]


def test_a_key_that_ends_soon_and_roles_that_say_little(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """Warnings, which are exit 0."""
    ozon.roles = {"roles": [{"name": "Goods", "methods": ["/v1/product"]}], "expires_at": moment(time.time() + 5 * DAY)}
    done = ozlint("doctor", extra=key(server))
    assert done.code == 0
    assert "warning  key " in done.out
    assert "warning  rights " in done.out
    assert done.out.endswith("\nOzon can be asked; warnings: 2\n")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "the key may change things at Ozon (Posting FBS, Admin)"), ("ru", "ключ может менять данные в Ozon (")],
)
def test_a_key_that_may_do_more_than_read(ozlint: Ozlint, ozon: FakeOzon, server: Server, lang: str, said: str) -> None:
    """A warning: ozlint needs no such key, and whoever finds it may do harm."""
    ozon.roles = {
        "roles": [
            {"name": "Posting FBS", "methods": [FBS, FBO, "/v2/posting/fbs/cancel"]},
            {"name": "Admin", "methods": []},
            {"name": "Admin read only", "methods": ["/v1/product/import"]},
        ]
    }
    done = ozlint("doctor", "--lang", lang, extra=key(server))
    assert done.code == 0
    assert said in done.out


def test_an_expired_key(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """By the date that Ozon gives."""
    ozon.roles = {"roles": [{"name": "Admin", "methods": []}], "expires_at": moment(time.time() - DAY)}
    done = as_json(ozlint, extra=key(server))
    assert (done.code, states(done)["key"]) == (1, "fail")


def test_a_list_that_is_refused(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """A check failed; whoever does not sell by a scheme does not ask for it."""
    ozon.refuses = {FBO: (403, "FBO is not enabled")}
    done = as_json(ozlint, extra=key(server))
    assert done.code == 1
    assert (states(done)["fbs"], states(done)["fbo"]) == ("ok", "fail")
    done = as_json(ozlint, "--scheme", "fbs", extra=key(server))
    assert done.code == 0
    assert "fbo" not in states(done)


@pytest.mark.parametrize(("skew", "code", "state"), [(30, 0, "ok"), (-600, 0, "warn"), (7200, 1, "fail")])
def test_the_clock_is_compared(  # noqa: PLR0913, PLR0917 - pytest hands them over by name
    ozlint: Ozlint, ozon: FakeOzon, server: Server, skew: float, code: int, state: str
) -> None:
    """Deadlines are judged by this machine's: an hour off is a failure, some minutes are a warning."""
    server.skew = skew
    done = as_json(ozlint, extra=key(server))
    assert (done.code, states(done)["clock"]) == (code, state)
    assert ozon.calls


def test_ozon_cannot_be_asked(ozlint: Ozlint, ozon: FakeOzon, server: Server) -> None:
    """Exit 3: nobody knows what it would say. It does not take long to find out."""
    began = time.monotonic()
    done = ozlint("doctor", extra=key(server, OZON_API_URL="http://127.0.0.1:9"))
    assert done.code == 3
    assert "unknown  key       127.0.0.1:9/v1/roles: there is no connection: " in done.out
    assert done.out.endswith("\nOzon could not be asked; failed: 0; warnings: 0\n")
    assert time.monotonic() - began < 20
    ozon.befalls = lambda path: "500" if path == FBS else ""
    done = as_json(ozlint, extra=key(server))
    assert (done.code, states(done)["fbs"], states(done)["fbo"]) == (3, "unknown", "ok")


def test_every_account_of_the_file_is_looked_at(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """One that fails does not keep the others from being; --account chooses."""
    extra = accounts(tmp_path, server, {"main": API_KEY, "bad": CANARY, "third": API_KEY})
    done = as_json(ozlint, extra=extra)
    assert done.code == 1
    checks: list[dict[str, Any]] = json.loads(done.out)["checks"]
    assert {one["account"]: one["state"] for one in checks if one["name"] == "key"} == {
        "main": "ok", "bad": "fail", "third": "ok",
    }  # fmt: skip
    path = tmp_path / "xdg/ozlint/keys.toml"
    assert f"main: Client-Id 1234567, Api-Key *** (from {path})" in text_of(done, "account")
    done = as_json(ozlint, "--account", "third", extra=extra)
    assert (done.code, json.loads(done.out)["checks"][-1]["account"]) == (0, "third")
    path.chmod(0o644)
    done = ozlint("doctor", extra=extra)
    assert done.code == 1
    assert "others on this machine may read these keys: chmod 600 " in done.out
    assert ozon.calls


def test_what_is_on_the_way_is_told_without_its_secrets(
    ozlint: Ozlint, ozon: FakeOzon, server: Server, save: Save
) -> None:
    """The proxy by the name of its variable, certificates by their file; what cannot be used is a failed check."""
    away = key(server, OZON_API_URL="https://api-seller.ozon.ru", HTTPS_PROXY=f"http://me:{CANARY}@127.0.0.1:9")
    done = ozlint("doctor", extra=away | {"SSL_CERT_FILE": ""})
    assert done.code == 3
    assert "access    https://api-seller.ozon.ru, through HTTPS_PROXY\n" in done.out
    assert CANARY not in done.out + done.err
    save("ca.pem", "no certificate")
    done = ozlint("doctor", extra=key(server, SSL_CERT_FILE="ca.pem"))
    assert done.code == 1
    assert "fails  access    ca.pem: no certificates can be read from it" in done.out
    save("ozlint.yaml", "api_url: https://ozon.example\n")
    extra = {name: value for name, value in key(server).items() if name != "OZON_API_URL"}
    done = ozlint("doctor", extra=extra)
    assert done.code == 1
    assert "fails  access    ozlint.yaml:1:10: a file may send your key to Ozon only" in done.out
    assert ozon.calls == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "yaml"), '--format: there is no "yaml"'),
        (("--scheme", "fbp"), '--scheme: there is no "fbp"'),
        (("a.json",), '"a.json" is one argument too many'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(ozlint: Ozlint, ozon: FakeOzon, server: Server, arguments: tuple[str, ...], said: str) -> None:
    """Exit 2, and nobody is asked."""
    done = ozlint("doctor", *arguments, extra=key(server))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert ozon.calls == []


def test_nothing_secret_comes_out(ozlint: Ozlint, ozon: FakeOzon, server: Server, tmp_path: Path) -> None:
    """Not even where Ozon repeats the key, or the file of keys cannot be read."""
    ozon.refuses = {"/v1/roles": (400, f"{API_KEY} is wrong"), FBS: (403, f"{API_KEY} may not")}
    done = [ozlint("doctor", extra=key(server)), as_json(ozlint, extra=key(server, CANARY))]
    extra = accounts(tmp_path, server, {"main": CANARY})
    path = tmp_path / "xdg/ozlint/keys.toml"
    path.write_text(f'[main]\nclient_id = 1\napi_key = "{CANARY}" "{CANARY}"\n')
    path.chmod(0o600)
    done += [ozlint("doctor", extra=extra), ozlint("doctor", extra=extra | {"OZON_API_KEY": CANARY})]
    said = "".join(one.out + one.err for one in done)
    assert API_KEY not in said
    assert CANARY not in said
    assert [one.code for one in done] == [1, 1, 1, 1]
