"""Settings with which the portal does not start when it serves other machines."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ImproperlyConfigured

THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]"}
_SHORTEST_KEY = 50  # characters, as in Django's own check
_FEWEST_CHARACTERS = 10  # different ones


class UnsafeSettings(ImproperlyConfigured):
    """The settings are not safe; `str()` has a sentence for each fault."""


def require_safe_settings(
    *,
    secret_key: str,
    debug: bool,
    allowed_hosts: Sequence[str],
    num_proxies: int | None,
    is_server: bool = False,
) -> None:
    """Raise `UnsafeSettings` for what is not safe. `num_proxies` is None when it is not set.

    A portal that answers to the names of its own machine alone may have DEBUG on. Its commands, but
    not its server, may have a weak key then.
    """
    hosts = {*allowed_hosts} - THIS_MACHINE
    is_weak = _is_weak(secret_key) and (bool(hosts) or (is_server and not debug))
    faults = list(_faults(is_weak=is_weak, debug=debug, hosts=hosts, num_proxies=num_proxies))
    if faults:
        raise UnsafeSettings(
            "The portal does not start. "
            + " ".join(faults)
            + " All settings are described in deploy/portal.env.example."
        )


def _faults(
    *, is_weak: bool, debug: bool, hosts: set[str], num_proxies: int | None
) -> Iterator[str]:
    if is_weak:
        yield (
            "SECRET_KEY is weak: set at least 50 random characters, as `openssl rand -base64 60 | "
            "tr -d '\\n'` prints them."
        )
    if debug and hosts:
        yield "DEBUG is on, which shows internals to everybody: remove it."
    if "*" in hosts:
        yield "ALLOWED_HOSTS=* accepts every host name: list those of the portal."
    if hosts and num_proxies is None:
        yield (
            "NUM_PROXIES is not set: set the number of proxies in front of the portal, 0 without "
            "any. It decides who is locked out after failed sign-ins."
        )


def _is_weak(key: str) -> bool:
    is_short = len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_CHARACTERS
    return is_short or key.startswith("django-insecure-")
