"""What a web page states about itself: in its ``<meta>`` tags and JSON-LD, and in the lines over its text."""

from collections.abc import Sequence

import regex
from lxml import html
from lxml.html import HtmlElement

from index.loading.cleaning import Line, LineKind, PageMetadata, parse_date, read_dateline, read_signature
from index.text import MONTHS

_DATE_NAMES = frozenset(
    "article:published_time datepublished dc.date dc.date.issued dcterms.created dcterms.date publishdate publish-date publish_date "
    "pubdate date og:published_time sailthru.date parsely-pub-date publication_date article.published weibo:article:create_at".split()
)
_AUTHOR_NAMES = frozenset("author article:author dc.creator dcterms.creator sailthru.author byl".split())
_JSON_DATE = regex.compile(r'"datePublished"\s{0,4}:\s{0,4}"([^"]{1,40})"')
_SITE_NAME = regex.compile(r"\s{0,9}[|_–—-]{1,9}\s{0,9}[^|_–—-]{1,30}$")
_NOT_A_NAME = regex.compile(
    r"(?:user ?name|admin(?:istrator)?|editor(?:ial)?(?: staff| team)?|staff(?: writer)?|guest|anonymous|author|unknown|none|null|"
    r"首先|.*(?:欢迎|歡迎|登录|登錄|注册|註冊|论坛|論壇|welcome|log ?in|sign ?in).*|佚名|匿名|管理员|管理員|网友|網友|编辑|編輯|小编|作者|记者|本站|原创|未知|转载|網路|网络|综合)",
    regex.I,
)
# Names of media and of their sites, which stand in the place of an author's.
_MEDIUM = regex.compile(
    r"www\b.*|\S+(?<=\S\.\p{L}{2,4})|\W.*|.*(?:集团|集團|公司|中心|频道|頻道|电视台|電視台|出版社|编辑部|編輯部|客户端|网络|網路|科技|软件|軟體|日报|日報|晚报|晚報|网|網|报|報|文章)",
    regex.I,
)
# What a page writes right after the author's name.
_AFTER_NAME = regex.compile(
    r"(?<!\s)\s++(?:(?:时间|時間|日期|出自|来源|來源|发布|發佈|发表|编辑|浏览|阅读|点击|责任编辑).*|(?<=\p{L}\s{1,3}\p{L}{1,30}\s{1,3})(?:"
    + "|".join(MONTHS)
    + r")\b.*|[Ee]dited by .*)"
)
_SENTENCE_MARK = regex.compile(r"[。！？…!?，；;:：]|\.\s|[<>{}|/\\@]|https?|\d{3}")
_LONGEST_AUTHOR = 60
_LONGEST_CHINESE_AUTHOR = 20
# How many lines over the text, and of what length, may state its date. Set by hand.
_LINES_ABOVE, _LONGEST_ABOVE = 20, 160


def read_page_metadata(tree: HtmlElement, lines: Sequence[Line], whole: Sequence[Line]) -> PageMetadata:
    """The metadata of a page, of which ``lines`` are the text and ``whole`` all the lines."""
    import trafilatura  # noqa: PLC0415 - takes a tenth of a second

    # Its date is not used, and to look for it in all of the text takes longer than all else.
    found = trafilatura.extract_metadata(html.tostring(tree, encoding="unicode"), extensive=False)
    fields = found.as_dict() if found else {}
    stated = PageMetadata(
        title=_tidy_title(fields.get("title"), fields.get("sitename"), whole),
        author=clean_author(fields.get("author")),
        publisher=fields.get("sitename"),
        published=_read_tagged_date(tree),
        url=fields.get("url"),
    )
    # In Chinese pages the tag often names whoever made the site: who signed the text goes before it.
    signed = PageMetadata(author=read_signature(lines))
    tagged = PageMetadata(author=_read_tagged_author(tree))
    return stated.or_else(_read_lines_above(lines, whole)).or_else(signed).or_else(tagged)


def clean_author(stated: str | None) -> str | None:
    """The author a page states, or None for what is nobody's name: *Username*, a welcome, an address."""
    names = [_AFTER_NAME.sub("", name.strip()) for name in (stated or "").split(";")]
    return "; ".join(dict.fromkeys(name for name in names if _is_name(name))) or None


def _is_name(name: str) -> bool:
    longest = _LONGEST_CHINESE_AUTHOR if regex.search(r"\p{Han}", name) else _LONGEST_AUTHOR
    return (
        bool(name)
        and len(name) <= longest
        and not (_NOT_A_NAME.fullmatch(name) or _MEDIUM.fullmatch(name) or _SENTENCE_MARK.search(name))
    )


def _tidy_title(title: str | None, site: str | None, whole: Sequence[Line]) -> str | None:
    """A title without the name of the site after it, where a heading of the page, or the site's name, shows which it is."""
    if not title:
        return None
    short = _SITE_NAME.sub("", title).strip()
    headings = {line.text for line in whole if line.level}
    rest = title[len(short) :].strip(" |_–—-")
    return short if short and short != title and (short in headings or rest == site) else title


def _read_tagged_author(tree: HtmlElement) -> str | None:
    """The author in a page's tags. trafilatura takes only names with a space."""
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        if name in _AUTHOR_NAMES and (author := clean_author(element.get("content"))):
            return author
    return None


def _read_tagged_date(tree: HtmlElement) -> str | None:
    """The publication date in a page's tags. A date elsewhere on the page may be another thing's."""
    for element in tree.iter("meta", "time", "script"):
        if element.tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            date = parse_date((element.get("content") or "")[:60]) if name in _DATE_NAMES else None
        elif element.tag == "time":
            is_published = "pubdate" in element.attrib or element.get("itemprop") == "datePublished"
            date = parse_date((element.get("datetime") or "")[:60]) if is_published else None
        else:
            found = _JSON_DATE.search(element.text or "") if "json" in element.get("type", "") else None
            date = parse_date(found.group(1)) if found else None
        if date:
            return date
    return None


def _read_lines_above(lines: Sequence[Line], whole: Sequence[Line]) -> PageMetadata:
    """What the lines right over the text say: ``2005-04-25 08:24:06 来源: 第一财经日报``."""
    opening = next((line.text for line in lines if line.kind is LineKind.PROSE), None)
    first = next((i for i, line in enumerate(whole) if line.text == opening), 0) if opening else 0
    metadata = PageMetadata()
    for line in reversed(whole[max(first - _LINES_ABOVE, 0) : first]):
        if len(line.text) <= _LONGEST_ABOVE:
            metadata = metadata.or_else(read_dateline(line.text))
    return metadata.or_else(PageMetadata(author=read_signature(whole[: first + 1])))
