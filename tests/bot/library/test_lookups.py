"""What an asker may look up: shared sources and those of the own community."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Asker
from bot.errors import UnknownSourceError
from bot.library.live_index import LiveIndex
from bot.library.lookups import Lookups, community_folder, may_read, owner_of
from index import IndexSettings, reindex

COMMUNITY = 123456789012345678
OWN, SHARED = f"{COMMUNITY}/secret.txt", ["bridge.txt", "clinic.md", "tea.txt"]
MEMBER, STRANGER = Asker(COMMUNITY, 2, 3), Asker(7, 2, 3)
OPERATOR = Asker(None, 0, 0, reads_all=True)


@pytest.fixture
def settings(corpus, tmp_path):
    (corpus / str(COMMUNITY)).mkdir()
    (corpus / OWN).write_text("Vault\n\nThe vault of Marrow holds 9017 golden spoons.\n")
    return IndexSettings(sources_dir=corpus, data_dir=tmp_path / "data")


@pytest.fixture
def lookups(settings, embedder):
    reindex(settings, embedder)
    index = LiveIndex(settings, embedder)
    yield Lookups(index)
    index.close()


@pytest.mark.parametrize(
    ("source_id", "owner"),
    [(OWN, COMMUNITY), ("tea.txt", None), ("2024/tea.txt", None), (f"archive/{OWN}", None), (f"{COMMUNITY}.txt", None)],
)
def test_a_source_belongs_to_the_community_whose_id_its_folder_has_as_its_name(source_id, owner):
    assert owner_of(source_id) == owner
    assert may_read(STRANGER, source_id) is (owner is None)
    assert may_read(MEMBER, source_id)
    assert may_read(OPERATOR, source_id)


@pytest.mark.parametrize(
    ("asker", "readable"),
    [(MEMBER, [OWN, *SHARED]), (STRANGER, SHARED), (Asker(None, 2, 3), SHARED), (OPERATOR, [OWN, *SHARED])],
    ids=["member", "stranger", "private conversation", "operator"],
)
def test_an_asker_sees_only_readable_sources(lookups, asker, readable):
    assert sorted(source.id for source, _ in lookups.sources(asker)) == sorted(readable)
    found = lookups.passages("golden spoons in the vault of Marrow", asker, top_k=9)
    assert {passage.source.id for passage in found} <= set(readable)
    assert bool(lookups.text(OWN, asker)) is (OWN in readable)


def test_all_sources_are_searched_without_naming_them_and_chosen_ones_must_be_readable(lookups):
    assert lookups.allowed_sources(MEMBER) == ()
    assert sorted(lookups.allowed_sources(STRANGER)) == SHARED
    assert lookups.allowed_sources(MEMBER, [OWN]) == [OWN]
    with pytest.raises(UnknownSourceError) as unknown:
        lookups.allowed_sources(STRANGER, [OWN])
    assert "Vault" not in str(unknown.value)


def test_an_asker_without_any_readable_source_may_search_none(lookups, settings, embedder, corpus):
    for name in SHARED:
        (corpus / name).unlink()
    reindex(settings, embedder)
    assert lookups.allowed_sources(STRANGER) is None
    assert lookups.passages("golden spoons", STRANGER, top_k=9) == []


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_the_folder_of_a_community_is_its_own_whatever_its_id(community_id):
    source_id = f"{community_folder(community_id)}/tea.txt"
    assert owner_of(source_id) == community_id
    assert may_read(Asker(community_id, 2, 3), source_id)
    assert not may_read(Asker(community_id + 1, 2, 3), source_id)
    assert not may_read(Asker(None, 2, 3), source_id)
