"""Addresses are fetched politely, and never from where they must not be; what was fetched once stays."""

# ruff: noqa: E501 - pages have long lines

import ipaddress
from contextlib import closing

import pytest

from index.documents import Document
from index.loading import load_sources
from index.loading.links import Fetcher
from index.loading.links.addresses import FetchError, check_address
from index.loading.links.public_network import is_public
from index.reports import Failure
from office_files import OFFICE_FILES
from web_server import LOOPBACK, Served, web_server

__all__ = ["web_server"]

SENTENCE = "The ferry sails at seven o'clock every day of the week, and in summer twice."
PAGE = Served(
    f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{SENTENCE}</p><p>船早上七点开，夏天一天两班。</p></article></body></html>".encode(),
    etag='"1"',
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>港口新闻</title>{items}</channel></rss>"""
ITEM = "<item><guid>{id}</guid><link>https://example.org/{id}</link><title>{title}</title><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"


class Corpus:
    """A folder with a list of addresses, read with a fetcher of its own."""

    def __init__(self, folder, server):
        self.sources, self._data, self._server = folder / "sources", folder / "fetched", server
        self.sources.mkdir()

    def read(self, *lines, allowed=LOOPBACK, fresh=0.0, is_online=True):
        """The items of a list of paths of the server, or of whole addresses."""
        urls = [
            line if line.startswith(("http", "#", "[", "ftp", "URL")) else self._server.url + line for line in lines
        ]
        (self.sources / "news.url").write_text("\n".join(urls), "utf-8")
        with closing(Fetcher(self._data, allowed=allowed, pause=0.0, fresh=fresh, is_online=is_online)) as fetcher:
            return list(load_sources(self.sources, fetcher=fetcher))


@pytest.fixture
def corpus(tmp_path, web_server):
    return Corpus(tmp_path, web_server)


def reasons(items):
    return [item.reason for item in items if isinstance(item, Failure)]


def test_pages_of_a_list_are_read_like_saved_ones(corpus, web_server):
    web_server.pages |= {"/ferry": PAGE, "/report": Served(OFFICE_FILES[".pdf"](SENTENCE), "application/pdf")}
    page, report = corpus.read("# our pages", "/ferry", "/report", "/ferry#top")
    assert SENTENCE in page.text
    assert (page.source.id, page.source.title) == (f"news.url#{web_server.url}/ferry", "Ferry")
    assert (page.source.url, page.source.path) == (f"{web_server.url}/ferry", "news.url")
    assert report.text == SENTENCE
    assert report.sections[0].places[0].location == "page 1"


def test_a_shortcut_of_windows_is_an_address(corpus, web_server):
    web_server.pages["/ferry"] = PAGE
    (page,) = corpus.read("[InternetShortcut]", f"URL={web_server.url}/ferry")
    assert SENTENCE in page.text


def test_a_page_is_asked_for_again_only_if_it_changed(corpus, web_server):
    web_server.pages["/ferry"] = PAGE
    corpus.read("/ferry")
    (again,) = corpus.read("/ferry")
    assert SENTENCE in again.text
    assert web_server.asked[-1][1]["If-None-Match"] == '"1"'
    assert len(web_server.paths()) == 2
    corpus.read("/ferry", fresh=600.0)
    assert len(web_server.paths()) == 2


def test_a_page_that_is_gone_keeps_its_last_copy_and_the_report_says_so(corpus, web_server):
    web_server.pages["/ferry"] = PAGE
    corpus.read("/ferry")
    web_server.pages["/ferry"] = Served(status=500)
    failure, page = corpus.read("/ferry")
    assert SENTENCE in page.text
    assert "error 500; the copy of an earlier time is kept" in failure.reason
    (offline,) = corpus.read("/ferry", is_online=False)
    assert offline.text == page.text


def test_nothing_is_fetched_without_a_fetcher_or_offline(corpus, web_server):
    assert reasons(corpus.read("/ferry", is_online=False)) == ["it is fetched by `footnote index` alone"]
    assert "`footnote index` alone" in reasons(load_sources(corpus.sources))[0]
    assert web_server.asked == []


@pytest.mark.parametrize(
    ("robots", "is_fetched"),
    [
        (Served(b"User-agent: *\nDisallow: /private", "text/plain"), False),
        (Served(b"User-agent: Footnote\nDisallow: /", "text/plain"), False),
        (Served(b"User-agent: Other\nDisallow: /", "text/plain"), True),
        (Served(status=404), True),
        (Served(status=503), False),
    ],
)
def test_what_a_site_does_not_allow_is_not_fetched(corpus, web_server, robots, is_fetched):
    web_server.pages |= {"/robots.txt": robots, "/private/ferry": PAGE}
    items = corpus.read("/private/ferry")
    assert isinstance(items[0], Document) == is_fetched
    assert web_server.paths() == (["/private/ferry"] if is_fetched else [])


def test_a_redirect_is_checked_like_an_address(corpus, web_server):
    web_server.pages |= {
        "/old": Served(status=301, headers={"Location": "/ferry"}), "/ferry": PAGE,
        "/in": Served(status=302, headers={"Location": "http://10.0.0.1/admin"}),
        "/file": Served(status=302, headers={"Location": "file:///etc/passwd"}),
        "/loop": Served(status=302, headers={"Location": "/loop"}),
    }  # fmt: skip
    found = corpus.read("/old", "/in", "/file", "/loop")
    assert SENTENCE in found[0].text
    inside, file, loop = reasons(found)
    assert "10.0.0.1 is not a public address" in inside
    assert "not a web address" in file
    assert "redirects more than 5 times" in loop


def test_no_private_address_is_asked(corpus, web_server):
    web_server.pages["/ferry"] = PAGE
    port = web_server.url.rpartition(":")[2]
    hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
    found = reasons(corpus.read(*(f"http://{host}:{port}/ferry" for host in hosts), allowed=()))
    assert len(found) == len(hosts)
    assert all("public" in reason or "cannot be resolved" in reason for reason in found)
    assert web_server.asked == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("1.1.1.1", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("0.0.0.0", False),
        ("192.168.0.1", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fe80::1", False), ("fd00::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
    ],
)  # fmt: skip
def test_only_the_public_internet_is_public(address, expected):
    assert is_public(ipaddress.ip_address(address)) == expected


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("https://Example.org/a b#top", "https://example.org/a%20b"),
        ("https://例子.测试/新闻?q=船", "https://xn--fsqu00a.xn--0zwm56d/%E6%96%B0%E9%97%BB?q=%E8%88%B9"),
        ("http://example.org", "http://example.org/"),
    ],
)
def test_an_address_is_asked_for_in_ascii(url, checked):
    assert check_address(url) == checked


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "https://me:secret@example.org/",
        "https://",
        "example.org",
        "https://a:b/",
        "http://[::1",
        "https://x" + "y" * 3000,
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(FetchError):
        check_address(url)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Served(endless=True), "larger than"),
        (Served(b"\0" * 50_000_000, headers={"Content-Encoding": "gzip"}), "larger than"),
        (Served(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
        (Served(b"\x89PNG", "image/png"), "pages of the type image/png are not read"),
        (Served(status=404), "error 404: take it out of the list"),
        (Served(b"<html></html>"), "no text"),
    ],
    ids=["endless", "bomb", "brotli", "picture", "gone", "empty"],
)
def test_what_cannot_be_read_is_told_and_the_next_is_read(corpus, web_server, page, reason):
    web_server.pages |= {"/bad": page, "/ferry": PAGE}
    failure, good = corpus.read("/bad", "/ferry")
    assert reason in failure.reason
    assert SENTENCE in good.text


def test_a_packed_page_is_unpacked(corpus, web_server):
    web_server.pages["/ferry"] = Served(PAGE.body, headers={"Content-Encoding": "gzip"})
    (page,) = corpus.read("/ferry")
    assert SENTENCE in page.text


def feed(*ids):
    items = "".join(
        ITEM.format(
            id=i,
            title=f"第{i}号",
            text=f"&lt;p&gt;Number {i}: the ferry is late.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;请等候。&lt;/li&gt;&lt;/ul&gt;",
        )
        for i in ids
    )
    return Served(FEED.format(items=items).encode(), "application/rss+xml")


def test_the_entries_of_a_feed_are_sources_and_stay_when_the_feed_drops_them(corpus, web_server):
    web_server.pages["/feed"] = feed(1, 2)
    first, _ = corpus.read("/feed")
    assert first.text.split() == ["Number", "1:", "the", "ferry", "is", "late.", "请等候。"]
    source = first.source
    assert (source.id, source.title, source.url) == ("news.url#https://example.org/1", "第1号", "https://example.org/1")
    assert (source.publisher, source.published) == ("港口新闻", "2026-03-03")
    web_server.pages["/feed"] = feed(2, 3)
    assert [item.source.title for item in corpus.read("/feed")] == ["第1号", "第2号", "第3号"]


def test_entities_of_a_feed_are_not_expanded(corpus, web_server):
    declared = '<!DOCTYPE rss [<!ENTITY a "' + "ha" * 500 + '">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 50}">' for i in range(8)
    ) + "]>"  # fmt: skip
    body = FEED.format(items=ITEM.format(id=1, title="x", text="&i; The ferry is late.")).replace(
        '"1.0"?>', f'"1.0"?>{declared}'
    )
    web_server.pages |= {"/feed": Served(body.encode(), "application/rss+xml"), "/ferry": PAGE}
    found = corpus.read("/feed", "/ferry")
    assert all(len(getattr(item, "text", "")) < 10_000 for item in found)
    assert SENTENCE in found[-1].text


@pytest.mark.parametrize("lines", [["# nothing"], [""]])
def test_a_list_without_addresses_is_told(corpus, lines):
    assert "no address is in it" in reasons(corpus.read("#", *[line for line in lines if line]))[0]
