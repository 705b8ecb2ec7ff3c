"""Patterns of boilerplate: the lines of a page that are never content, by their wording.

A pattern is matched against a folded line (lower case, simplified characters), so that one is enough for both Chinese
scripts. The patterns name kinds of boilerplate, not sites.
"""

import regex

_NUMBER = r"\d[\d,.]*\s*[kmw万]?"
_ACTION = (
    r"share|like|reply|quote|report|save|print|e-?mail|comments?|follow|subscribe|listen|play|pause|download|"
    r"bookmark|copy link|tweet|back|next|previous|prev|home|menu|search|log ?in|log ?out|sign ?(?:in|up)|register|"
    r"facebook|twitter|x|whatsapp|telegram|reddit|linkedin|instagram|youtube|pinterest|rss|"
    r"edit|view history|talk|read|topic|topics|tags?|contents|advert(?:isement)?s?|sponsored|close|skip|more|"
    r"transcript|apple podcasts|spotify|google podcasts|page|top|back to top|"
    r"分享(?:到|至)?|点赞|赞|收藏|评论|举报|回复|引用|转发|打印|下载|订阅|关注|返回|上一[页篇]|下一[页篇]|首页|主页|菜单|搜索|登录|注册|"
    r"微信|微博|朋友圈|qq空间?|广告|推广|字号|大|中|小|播放|暂停|收听|倍速|目录|编辑|更多|展开(?:全文)?|收起|打开app|扫一扫|"
    r"按讚|留言"
)
# A bar of buttons: nothing but actions, counters and separators.
ACTION_BAR = regex.compile(
    rf"[\s|/·•:：,，、+\-–—>»«<\[\]()（）]*(?:(?:{_ACTION})[\s:：]*(?:[(（]?\s*{_NUMBER}\s*[)）]?)?[\s|/·•,，、+\-–—>»«<\[\]()（）]*)+"
)
_PLAYER = (
    r"(?:-{1,2}:-{2}|\d{1,2}:\d{2}(?::\d{2})?)(?:\s*/\s*(?:-{1,2}:-{2}|\d{1,2}:\d{2}(?::\d{2})?))?(?:\s+\d(?:\.\d+)?x)?"
)
# These are boilerplate whatever their length, full sentences too.
_NOTICES = (
    r"(?:责任编辑|责编)\s*[:：/].{0,40}|unsubscribe\s*[:：].{0,120}|.{0,40}all rights reserved.{0,120}|.{0,40}(?:折扣码|优惠码)\s*[a-z0-9]+.{0,80}",
    r".{0,30}(?:立刻|立即|欢迎|记得|请).{0,4}(?:订阅|关注|追踪).{0,20}(?:五星|评价|好评|我们|支持).{0,20}",
    r"(?:追踪|关注|follow)(?:我们| us)\b?.{0,80}",
    r".{0,60}\bview (?:this |it )?(?:e-?mail |message |newsletter )?(?:in|on) (?:your|a|the) (?:browser|web).{0,160}",
    r"(?:图为|图片为|上图|下图).{0,100}|.{0,80}\s摄[)）]?",
    r"(?:sponsor(?:ed)?(?: by| content)?|advert(?:isement|orial)?|promoted|paid (?:post|content)|ad)\b\s*(?:[:：·]|[-–—]\s).{0,300}",
    r"[【\[(（]?\s*(?:广告|推广|赞助(?:商|内容)?|ad)\s*[】\])）]?(?:\s*[:：·\-–—].{0,300}|.{0,80}(?:点击|扫码|优惠|限时|立即|下载|领取).{0,80})?",
    r"[【\[(（](?:广告|推广|赞助(?:商|内容)?|ad|advertisement|sponsored)[】\])）].{0,300}",
    r"(?:copyright\s*(?:©|\(c\)|\d{4}|by\b|[:：])|©|\(c\)\s*\d{4}|版权(?:声明|说明)?\s*[:：©]).{0,300}",
    r"(?:we|this (?:web)?site) uses? cookies.{0,200}|(?:accept|reject|manage)(?: all)? cookies.{0,60}",
    r"(?:sign up|subscribe|join)\b.{0,40}\b(?:newsletter|mailing list|updates|podcast|channel)\b.{0,80}",
    r"(?:you(?:'re| are) receiving|you received) this .{0,160}",
    r"(?:photo(?:graph)?s?|image|picture|illustration|credit|photo credit|图|图片|图片来源|图源|摄影|供图|资料图)\s*(?:by|credit|来源)?\s*[:：/©].{0,160}",
    r"(?:this (?:page|article) was last (?:edited|updated|modified)|retrieved from|最后(?:更新|修改|编辑)).{0,120}",
)
# These are boilerplate only where they are not prose.
_LABELS = (
    r".{0,20}(?:由|感谢).{0,30}(?:赞助|冠名|支持)(?:播出|呈现|本).{0,80}|.{0,40}(?:折扣码|优惠码|promo code|discount code|\bcode [a-z]+\d+).{0,80}",
    r"sent from my .{1,40}|(?:proudly )?powered by .{1,60}|.{0,40}\bsoftware by .{1,100}|users (?:browsing|online|viewing)\b.{0,120}",
    r"want your .{0,60}|do not sell or share .{0,60}|update your preferences.{0,80}|forward to a friend.{0,40}",
    r".{0,40}(?:all rights reserved|版权所有|未经.{0,12}(?:授权|许可|允许).{0,20}(?:转载|使用|复制)).{0,120}",
    r"(?:你|您).{0,20}(?:退订|取消订阅).{0,40}|(?:to )?unsubscribe\b.{0,120}|.{0,80}\bunsubscribe\b.{0,60}",
    r"(?:责任编辑|编辑|责编|校对|审核|值班编辑|排版|监制|美编)\s*[:：/].{0,40}|[(（](?:责任编辑|编辑|责编).{0,40}[)）]",
    r"(?:扫码|扫描|扫一扫|长按|关注|订阅|订閱).{0,40}(?:二维码|公众号|app|客户端|我们|节目|频道|下载).{0,40}",
    r"(?:this (?:e-?mail|message|document|communication)|these minutes)\b.{0,60}\b(?:confidential|privileged|intended).{0,300}",
    r"(?:strictly )?confidential(?:ity)?(?: notice| statement)?\s*(?:[:：\-–—].{0,300})?",
    r".{0,60}(?:下载|打开).{0,12}(?:app|客户端).{0,60}",
    _PLAYER,
    r"[\W_]*+(?:\d{1,4}[\W_]*+(?:(?<=/\s{0,9})\d{1,4})?)?",  # counters, rules, bullets without text
    r"(?:share|分享)\s*(?:this|on|via|with|到|至|本文)?\b.{0,60}[:：]?",
    r"(?:read|view|see|continue reading|listen to) (?:the )?(?:original|full|more|rest).{0,60}[^.!?]",
    r"(?:阅读|查看)(?:原文|全文|更多).{0,40}",
    r"(?:skip|jump) to .{0,40}",
    r"(?:log in|sign in|register|登录|注册)\b.{0,40}\b(?:to (?:reply|comment|post|read|continue)|后(?:评论|回复|查看)).{0,40}",
    r"(?:登录|注册).{0,10}(?:评论|回复|查看|发表).{0,20}",
    r"(?:page|第)\s*\d++\s*+(?:of|/|页)\s*+[共,，]?\s*+(?:第|共)?\s*+\d*+\s*+页?",
    r"\d+\s*(?:comments?|replies|likes?|views?|shares?|votes?|min(?:ute)?s? (?:read|listen)|条?(?:评论|回复)|(?:次)?(?:阅读|浏览|播放)|分钟阅读)(?:\s*[·|,].{0,60})?",
    r"(?:阅读|浏览|播放|点击)(?:量|次数|数)?\s*+[:：]?\s*+" + _NUMBER + r"\s*次?",
    r"(?:字号|字体)\s*+[:：]?.{0,20}|[大中小\s|]+",
    r"(?:gettyimages|getty images|shutterstock|reuters/|ap photo|istock|unsplash|alamy)\b?[\W\d_].{0,80}|(?:gettyimages|shutterstock|istock)[-_\d]*",
    r"[(（](?:photo|image|picture|credit|图|摄影|资料图).{0,160}[)）]",
    r"img[-_ ]?\d+.{0,20}|.{1,60}\.(?:jpe?g|png|gif|webp)",
    r"(?:posted|joined|posts|location|member since|last edited|注册时间|发表于|发帖|来自|ip属地)\s*(?:by|on|at|in)?\s*[:：]?\s.{0,60}\d.{0,40}",
    r"(?:posts|joined|location|reputation|rank|积分|帖子|等级|威望)\s*[:：].{0,60}",
    r"(?:for immediate release|for release|embargoed until).{0,60}|-?\s*(?:30|end|ends)\s*-|#{3,}",
    r"\[?(?:edit|citation needed|编辑|来源请求)\]?(?: source)?",
    r"(?:from|来自).{0,30}(?:the free encyclopedia|维基百科|百科).{0,20}",
    r"(?:您现在的位置|当前位置|您的位置|位置|you are here)\s*[:：].{0,80}",
    r"[^.。!！?？]{1,20}(?:\s*(?:>|»|›)\s*[^.。!！?？>»›]{1,40}){1,6}",  # breadcrumbs
    r"\[?(?:[上下]一[篇集期章]|previous(?: post| article)?|next(?: post| article)?)\]?\s*[:：].{0,120}",
    r"-{3,}.{0,40}-{3,}|signed _{3,}.{0,60}|#\d{1,5}|click to expand\W*|.{1,40} (?:wrote|写道)\s*[:：]|(?:(?:junior|senior|new|full|active|banned) )?(?:member|moderator|administrator)",
)
_NOTICE, _LABEL = (regex.compile("|".join(f"(?:{pattern})" for pattern in group)) for group in (_NOTICES, _LABELS))
# Headings of the part of a page that links to other pages.
_RELATED = regex.compile(
    r"[\W_]*(?:latest news|related(?: (?:podcasts?|articles?|stories|posts?|items?|news|info|content|links?|topics?))?"
    r"|similar (?:threads?|topics?|posts?|articles?|questions?)|more (?:like this|stories|news|单集)|read (?:more|next|also)|you (?:may|might) (?:also )?like|recommended(?: for you)?"
    r"|most (?:read|popular|viewed)|trending|popular (?:now|posts)|categories"
    r"|相似(?:主题|帖子|文章)|相关(?:阅读|新闻|文章|推荐|报道|链接|内容|播客|节目|专题)|(?:延伸|推荐|扩展|更多)阅读|(?:热门|最新|更多|精彩|编辑)(?:文章|新闻|推荐|资讯|内容|节目)|猜你喜欢|你可能(?:也)?(?:喜欢|感兴趣)|大家都在看|热点排行)"
    r"[\W_]*"
    r"|[\W_]*(?:latest (?:in|from)|(?:also|more|more releases) (?:from|by|in))\b[^.。!！?？]{0,40}"
)
# Headings that stand over references, or over content.
_REFERENCES = regex.compile(
    r"[\W_\d]*(?:see also|further reading|external links|references|notes|footnotes|sources|bibliography|参考(?:资料|文献)|外部链接|注释|脚注|参见)[\W_]*"
)
# What a forum says of an author, and a list of members of a member.
PROFILE_DETAIL = regex.compile(
    r"(?:joined|posts|location|reputation|rank|member since|积分|帖子|等级|威望|位置|来自|注册时间)\s*[:：]"
)
FACT = regex.compile(r"[^:：\n]{1,30}[:：]\s*\S.{0,80}")
# The lines under an author's name in a forum.
POST_DETAILS = regex.compile(
    r"(?:joined|posts|member since|注册时间|帖子|积分)\s*[:：].{0,40}|(?:posted|发表于|发布于)\s*(?:on|at)?\s*[:：]?\s*.{0,20}\d.{0,30}|#\d{1,5}"
)
# The label of an advertisement or of a press office's address. The lines under it without a gap belong to it.
ADVERTISEMENT_LABEL = regex.compile(
    r"[\W_]*(?:(?:media|press) contacts?|媒体联系(?:人|方式)?|广告|推广|赞助(?:商|内容)?|advertisements?|sponsored(?: content)?|a (?:word|message) from our sponsors?)[\W_]*"
)
# The mark over the signature that a forum or a mail client adds.
SIGNATURE_MARK = regex.compile(r"-- ?|_{8,}")
# The label of a picture that was not saved. The one line after it is its caption.
PICTURE_LABEL = regex.compile(r"[\W_]*(?:image|photo|picture|图片?|照片|插图)[\W_\d]*")
# A closing paragraph that only points to another page.
PROMOTION = regex.compile(
    r".{0,200}\b(?:read|see|find|view|explore)\b.{0,60}\b(?:full|whole|entire|rest|complete|original)?\b.{0,40}\bhere\b[.!]?"
    r"|.{0,200}(?:点击|点此|戳)(?:这里|此处|链接|阅读原文).{0,40}"
)

# No boilerplate is longer than this many characters. Set by hand.
_LONGEST = 500
# A notice of more sentences has a text behind it. Set by hand.
_MOST_SENTENCES = 4
_SENTENCE_END = regex.compile(r"[.!?](?=\s|$)|[。！？]")
_CELLS = regex.compile(r"\s*[|｜•·»›]\s*|\u3000+|\s{2,}|\t+")
_WORDS_APART = regex.compile(r"\p{Han}{1,8}+(?: \p{Han}{1,8}+){3,}+")
_SENTENCE_MARK = regex.compile(r"[.!?。！？，,;；:：]\s|[。！？；]|\d{2}")


def is_link_bar(text: str) -> bool:
    """Whether a line is a row of links: three or more short cells without a statement or a number."""
    if len(text) > _LONGEST:
        return False
    cells = [cell for cell in _CELLS.split(text.strip(" |｜")) if cell]
    if len(cells) >= 3 and all(len(cell) <= 24 and not _SENTENCE_MARK.search(cell) for cell in cells):
        return True
    return bool(_WORDS_APART.fullmatch(text.strip()))


def is_boilerplate(folded: str, *, is_prose: bool) -> bool:
    """Whether a folded line is boilerplate by itself, whatever its neighbours.

    A line of prose is boilerplate only if all of it is a notice (a sponsor's message, a copyright line): to lose a
    sentence of the article is worse than to keep a caption. So is a line that goes on after the notice.
    """
    if len(folded) > _LONGEST:
        return False
    if _NOTICE.fullmatch(folded) and len(_SENTENCE_END.findall(folded)) <= _MOST_SENTENCES:
        return True
    return not is_prose and bool(_LABEL.fullmatch(folded) or ACTION_BAR.fullmatch(folded))


def is_reference_heading(folded: str) -> bool:
    """Whether a folded line is a heading like *Notes*, which stands over references, or over content."""
    return bool(_REFERENCES.fullmatch(folded))


def is_related_heading(folded: str) -> bool:
    """Whether a folded line is the heading of the part of a page that links to other pages."""
    return bool(_RELATED.fullmatch(folded))
