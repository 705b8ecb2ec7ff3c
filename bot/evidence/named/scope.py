"""How far a sentence reaches: exceptions, *all*, bounds and ranges hold for more than what it names."""

from index import lazy_pattern

_COVERS_OTHERS = lazy_pattern(
    r"(?i)\b(?:all|every|each|any|both|others?|another|rest|except|excepting|besides|apart|unlike|instead|only|otherwise|same|also|too|"
    r"usually|normally|generally)\b"
    r"|除|其他|其它|其余|其餘|另外|另一|所有|全部|各|每|只有|仅|僅|唯一|任何|平时|平時|平日|以外|之外|同样|同樣|也"
)
_ASKS_FOR_NEIGHBOUR = lazy_pattern(
    r"(?i)\b(?:after|before|next|follow\w*|previous|preced\w*|besides?|except|other|husband|wife|son|daughter|brother|sister|mother|"
    r"father|parents?|family|married|uncle|aunt|cousin|compet\w+|rivals?|b(?:uy|ought)|acquired|merged|named after)\b"
    r"|下一|上一|前一|后一|後一|之后|之後|之前|以后|以後|以前|后面|後面|前面|接着|除了|其他|丈夫|妻子|太太|儿子|女儿|父亲|母亲|爸|妈|哥|弟|姐|妹|家人|"
    r"收购|收購|合并|合併|竞争|競爭|接任|前任|继任"
)


def covers_others(sentence: str) -> bool:
    """Whether a sentence says something of more than it names: *all studios except the Harbour Studio*, 除3号楼外，各楼都有."""
    return bool(_COVERS_OTHERS.search(sentence))


def asks_for_neighbour(question: str) -> bool:
    """Whether a question asks for what comes next to what it names: the chapter after Chapter 3, her husband."""
    return bool(_ASKS_FOR_NEIGHBOUR.search(question))
