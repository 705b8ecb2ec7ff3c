"""What a Discord token says before it is used. Pure."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from contextlib import suppress

# View channels, send messages, also in threads, open threads, embed links, attach files, read history.
PERMISSIONS = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 35 | 1 << 38
_TOKEN = re.compile(r"([\w-]{20,})\.[\w-]{5,}\.[\w-]{25,}")


def read_application_id(token: str) -> str | None:
    """The id of the application in a token, or None where the text does not have the form of a token."""
    match = _TOKEN.fullmatch(token)
    with suppress(Base64Error, UnicodeDecodeError):
        if match and (decoded := b64decode(match.group(1) + "==", altchars=b"-_").decode()).isdigit():
            return decoded
    return None


def own_installation_url(application_id: str) -> str:
    """The address at which a person installs the bot for themselves, to use it where it is no member."""
    return f"https://discord.com/oauth2/authorize?client_id={application_id}&scope=applications.commands&integration_type=1"


def invite_url(application_id: str) -> str:
    """The address that invites the bot to a server with the permissions it needs."""
    return f"https://discord.com/oauth2/authorize?client_id={application_id}&scope=bot+applications.commands&permissions={PERMISSIONS}"
