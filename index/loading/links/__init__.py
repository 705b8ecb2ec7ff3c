"""Lists of web addresses (``.url``): pages and feeds, fetched politely and safely, and kept for when they cannot be."""

from index.loading.links.fetcher import Fetcher
from index.loading.links.link_list import load_links

__all__ = ["Fetcher", "load_links"]
