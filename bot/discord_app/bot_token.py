"""What a Discord token tells before it is used. Pure."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from contextlib import suppress

# View channels, send messages, also in threads, embed links, attach files, read history.
PERMISSIONS = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 38
_TOKEN = re.compile(r"([\w-]{20,})\.[\w-]{5,}\.[\w-]{25,}")


def read_application_id(token: str) -> str | None:
    """The application a token belongs to, or None where it does not have the form of one."""
    match = _TOKEN.fullmatch(token)
    with suppress(NotBase64, UnicodeDecodeError):
        if match and (decoded := b64decode(match.group(1) + "==", altchars=b"-_").decode()).isdigit():
            return decoded
    return None


def invite_url(client_id: str) -> str:
    """The address that invites the bot with what it needs."""
    return f"https://discord.com/oauth2/authorize?client_id={client_id}&scope=bot+applications.commands&permissions={PERMISSIONS}"
