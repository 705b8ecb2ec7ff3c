"""Web addresses as they may be asked for."""

from urllib.parse import urlsplit, urlunsplit

_LONGEST_ADDRESS = 2_000  # set by hand


class FetchError(Exception):
    """An address that cannot be fetched; the message is the reason."""


def check_address(url: str) -> str:
    """An address without its fragment, in ASCII. Raises FetchError for one that is no plain web address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise FetchError("it is not a valid web address") from error
    if parts.scheme not in ("http", "https") or not host or len(url) > _LONGEST_ADDRESS:
        raise FetchError("it is not a web address (http:// or https://)")
    if parts.username or parts.password:
        raise FetchError("it holds a name or password: give the address without them")
    place = f"[{host}]" if ":" in host else host
    netloc = f"{place}:{port}" if port else place
    return urlunsplit((parts.scheme, netloc, _quote(parts.path) or "/", _quote(parts.query), ""))


def _quote(text: str) -> str:
    return "".join(c if 32 < ord(c) < 127 else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)
