"""What office programs state about a file, without what they make up."""

import regex

_MADE_UP_TITLE = regex.compile(
    r"(?i).*+(?<=\.(?:docx?|indd|tex|pptx?|xlsx?|pdf|qxd|odt|rtf))|microsoft word.*|untitled.*|无标题.*|未命名.*|幻灯片 ?\d+|powerpoint.*|slide \d+"
    r"|(?:文档|document|book|工作簿|演示文稿|presentation) ?\d*|word document|\(?(?:anonymous|unknown|unspecified|none)\)?"
)
_PERSON = regex.compile(r"\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){1,4}|\p{Han}{2,4}")
_NOBODY = regex.compile(
    r"(?i).*\b(?:user|admin|windows|office|microsoft|author)\b.*|微软用户|微软中国|用户|管理员|作者"
)


def stated_title(text: str | None) -> str:
    """The title that a file states, empty where a program made it up."""
    title = " ".join((text or "").split())
    return "" if _MADE_UP_TITLE.fullmatch(title) else title


def stated_author(text: str | None) -> str | None:
    """The author that a file states, if it reads as the name of a person and not of an account."""
    name = " ".join((text or "").split())
    return name if _PERSON.fullmatch(name) and not _NOBODY.fullmatch(name) else None
