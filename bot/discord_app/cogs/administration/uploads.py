"""Files and links that a server adds as sources: kept, indexed at once for this server alone, and reported one by one."""

from collections.abc import Mapping, Sequence

from bot.answers import Asker
from bot.discord_app.cards import Card, error_text, notice_card
from bot.discord_app.delivery import Reply
from bot.errors import QueueFullError, UploadError
from bot.service import Desk
from bot.strings import Strings


async def keep_and_index(
    desk: Desk, contents: Mapping[str, bytes], asker: Asker, reply: Reply, strings: Strings
) -> None:
    """Keep files by name as sources of the asker's server, and index them. One that is refused does not stop the others."""
    added, refused = [], []
    for name, content in contents.items():
        try:
            added.append(await desk.add_source(name, content, community_id=asker.community_id or 0))
        except UploadError as error:
            reason = strings("add-links-off") if name.endswith(".url") else error_text(error, strings) or ""
            refused.append(notice_card(strings("add-refused", name=name[:100], reason=reason), tone="problem"))
    if added:
        await reply.notify(notice_card(strings("adding", sources=strings("list-separator").join(added))))
    await reply.deliver([*await _index(desk, added, asker, strings), *refused])


async def _index(desk: Desk, added: Sequence[str], asker: Asker, strings: Strings) -> list[Card]:
    """Index what was added, and say what can be asked about from now on."""
    if not added:
        return []
    names = strings("list-separator").join(added)
    try:
        report = await desk.reindex(asker, own_only=True)
    except QueueFullError:
        return [notice_card(strings("added-later", sources=names))]
    unread = [
        strings("index-failed", path=failure.path, reason=failure.reason)
        for failure in report.failed
        if failure.path.partition("#")[0] in added
    ]
    text = "\n".join([strings("added", sources=names), *unread])
    return [notice_card(text, tone="problem" if unread else "notice")]
