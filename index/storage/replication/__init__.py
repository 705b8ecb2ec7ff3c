"""Replication: the sources of an index on a Chroma server, as records that every machine copies into its own catalogue."""

from index.storage.replication.follower import Follower
from index.storage.replication.publisher import Publisher, Sharing, open_sharing
from index.storage.replication.records import Notes, Removal, SourceRecord

__all__ = ["Follower", "Notes", "Publisher", "Removal", "Sharing", "SourceRecord", "open_sharing"]
