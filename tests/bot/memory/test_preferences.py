"""What admins chose is read back as it was kept, and ask channels of earlier versions are taken over."""

from contextlib import closing

import pytest

from bot.memory.database import open_database
from bot.memory.preferences import AnsweredPosts, CommunityPreferences, ConversationPreferences, Preferences


@pytest.fixture
def connection(tmp_path):
    with closing(open_database(tmp_path / "memory.sqlite3")) as opened:
        yield opened


def test_choices_are_read_back_as_they_were_kept_for_each_community(connection):
    preferences = Preferences(connection)
    whole = CommunityPreferences("zh", is_private=True, admin_roles=(1, 2), report_conversation=3)
    place = ConversationPreferences(AnsweredPosts.QUESTIONS, has_threads=True, source_ids=("茶, tea.txt",))
    preferences.set_community(7, whole)
    preferences.set_conversation(7, 9, place)
    preferences.set_conversation(8, 9, ConversationPreferences())
    assert preferences.communities() == {7: whole}
    assert preferences.conversations() == {7: {9: place}, 8: {9: ConversationPreferences()}}


def test_ask_channels_of_an_earlier_version_are_still_ask_channels(tmp_path):
    path = tmp_path / "memory.sqlite3"
    with closing(open_database(path)) as database:
        database.execute("DROP TABLE preferences")
        database.execute("CREATE TABLE ask_channels (guild_id INTEGER, channel_id INTEGER)")
        database.execute("INSERT INTO ask_channels VALUES (7, 9)")
        database.execute("PRAGMA user_version = 4")
        database.commit()
    with closing(open_database(path)) as database:
        assert Preferences(database).conversations() == {7: {9: ConversationPreferences(AnsweredPosts.ALL)}}
