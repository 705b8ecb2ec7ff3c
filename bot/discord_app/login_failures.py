"""Why the bot cannot be on Discord, in one sentence with the remedy. Pure."""

import discord

_CODES = "https://discord.com/developers/docs/topics/opcodes-and-status-codes"
_LOGIN = "Discord does not accept the token in DISCORD_TOKEN: reset it on the Bot page of your application and copy the new one."
_INTENT = "ASK_CHANNELS=true needs the Message Content Intent: allow it on the Bot page of your application, or set ASK_CHANNELS=false."
# By the code with which Discord closes the connection.
_CLOSED = {
    4004: _LOGIN,
    4011: "The bot is on more servers than one connection may serve (4011): start it again. "
    "It then asks Discord how many connections it needs.",
    4013: _INTENT,
    4014: _INTENT,
}
# By the status of an HTTP response.
_REFUSED = {
    401: _LOGIN,
    403: "Discord refuses requests from this machine or this bot (403): check the token, and whether its network is blocked.",
    429: "Discord takes no more logins for now (429): wait an hour, and make sure that nothing starts the bot over and over.",
}


def explain_failure(error: BaseException) -> str:
    """What keeps the bot from Discord, and the remedy."""
    if isinstance(error, discord.LoginFailure):
        return _LOGIN
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return _INTENT
    if isinstance(error, discord.ConnectionClosed):
        unknown = (
            f"Discord closed the connection (code {error.code}): start the bot again, and look the code up at {_CODES}."
        )
        return _CLOSED.get(error.code, unknown)
    if isinstance(error, discord.HTTPException):
        if error.status in _REFUSED:
            return _REFUSED[error.status]
        if error.status >= 500:
            return f"Discord has a failure of its own ({error.status}): see https://discordstatus.com and try again."
        return f"Discord refused a request ({error.status}, code {error.code}: {error.text}): look the code up at {_CODES}."
    return f"Discord cannot be reached ({error}): check the network and try again."
