# 用户看到的文字，简体中文。
refusal-no-evidence = 来源里没有找到答案。
refusal-near =
    来源里没有确切的答案。你要找的是不是这一段？
    { $title }：“{ $quote }”
refusal-lacking =
    { $notes }
    { $title }：“{ $quote }”
note-lacking =
    { $kind ->
        [written] 在来源里，“{ $name }”的“{ $field }”一项只写了“{ $written }”。
        [empty] 在来源里，“{ $name }”的“{ $field }”一项是空的。
       *[absent] 来源里没有写“{ $name }”的“{ $field }”。
    }
refusal-unknown-name = 来源里没有答案：找到的段落都没有提到{ $names }。
name-quoted = “{ $name }”
refusal-nearest = 最接近的来源：{ $titles }
list-separator = 、
note-read-as = 按“{ $question }”来查：
note-part-silent = 关于“{ $question }”，没有找到答案。
note-statements = 来源中，{ $speaker }说：
note-original-language =
    { $language ->
        [zh] 以下是来源的中文原文：
       *[other] 以下是来源的英文原文：
    }
note-under-heading = 见“{ $heading }”一节：
note-compared =
    { $column ->
        [none] 比较了 { $count } 项：
       *[other] 按“{ $column }”比较了 { $count } 行：
    }
refusal-unsupported = 模型写了回答，但所引用的来源无法证实其中任何一句，因此不予显示。
note-dropped = 有 { $count } 句话在来源里找不到依据，已略去。
draft = 草稿，尚未与来源核对
note-budget = 今天的写作额度已用完，以下内容直接引自来源。
note-model-failed =
    { $problem ->
        [unavailable] 暂时无法连接语言模型，以下是来源的原话：
        [timeout] 语言模型响应超时，以下是来源的原话：
        [busy] 语言模型太忙，以下是来源的原话：
        [refused] 语言模型拒绝回答这个问题，以下是来源的原话：
        [unsupported] 语言模型写的内容在来源里找不到依据，以下是来源的原话：
       *[other] 语言模型没有给出可用的回答，以下是来源的原话：
    }
note-model-silent = 语言模型没有找到答案，但来源里写道：
refusal-model-failed =
    { $problem ->
        [unavailable] 暂时无法连接语言模型，也没有哪一句原文能确切回答。
        [timeout] 语言模型响应超时，也没有哪一句原文能确切回答。
        [busy] 语言模型太忙，也没有哪一句原文能确切回答。
        [refused] 语言模型拒绝回答这个问题，也没有哪一句原文能确切回答。
       *[other] 语言模型没有给出可用的回答，也没有哪一句原文能确切回答。
    }
summary-silent = 来源里没有谈到这个话题。
summary-nothing = 没有可以总结的内容：来源里没有成句的文字。
note-quoted-as-is =
    { $language ->
        [zh] 只有中文的内容按原文引用：
       *[other] 只有英文的内容按原文引用：
    }
section-transcript = 对话
section-summary = 摘要
section-article = 文章
location-page = 第 { $number } 页
location-slide = 第 { $number } 张幻灯片
location-chapter = 第 { $number } 章
location-row = 第 { $number } 行
location-sheet = 工作表“{ $name }”
location-table = 表 { $number }
title-quoted = 《{ $title }》
note-more-rows = 共 { $count } 条，以下是前 { $shown } 条：
also-in = 另见 { $titles }
note-older-version = 旧版（{ $date }）的说法是：{ $text }
says = { $speaker }说
place-speaker = { $where }（{ $speaker }）
terminal-greeting = 你好！来源里的内容都可以问我，中文英文都行。想看有哪些来源，请运行 `footnote sources`。
terminal-thanks = 不客气！
terminal-goodbye = 再见！
terminal-who = 我根据你的来源回答问题，中文英文都可以，每句话都会标明出处。`footnote sources` 列出来源，`footnote --help` 有更多说明。
terminal-follow-up = 我不知道你接着问的是哪件事。请用一句话说清楚，或用 --after 给出前面的问题。
prompt-stopped = 已停止回答。可以继续提问，按 Ctrl-D 退出。
prompt-hint = 请逐个提问。按 Ctrl-C 可停止当前回答，按 Ctrl-D 退出。
dictionary-unpacking = 正在把词典解压到 { $folder }，只需一次，约十秒。
index-waiting = 另一个进程正在建立索引，请稍候。
index-building = 还没有索引，正在用 { $folder } 里的文件建立。
index-rebuilding = 索引是用旧版 Footnote 自带的模型建立的，正在用 { $folder } 里的文件重新建立。
index-copying = 正在从 { $server } 的 Chroma 服务器复制索引，只需一次。
index-progress = 正在索引
index-stale = 建立索引之后，{ $folder } 里的文件有改动，或 Footnote 已更新：请运行 `footnote index` 更新索引。
index-report = 新增 { $added }，更新 { $updated }，未变 { $unchanged }，移除 { $removed }，失败 { $failed }；共 { $chunks } 段，用时 { $seconds } 秒。
index-dry-run = 预计：新增 { $added }，更新 { $updated }，未变 { $unchanged }，移除 { $removed }，失败 { $failed }。
index-failed = 无法读取 { $path }：{ $reason }
omission-rule =
    { $rule ->
        [link-bar] 成排的链接
        [caption] 图片说明、广告、签名
        [notice] 按钮和声明
        [related] 其他页面的链接
        [over-text] 正文上方的行
        [short-line] 短行
        [page-frame] 页眉、页脚、目录
       *[outside] 正文之外
    }
index-left-out = { $source } 略去了 { $omission }
index-left-out-more = ……另有 { $count } 个来源也有略去的内容；用 `footnote read 文件` 可以查看略去了什么。
omission = { $percent }%（{ $kinds }）
omission-kind = { omission-rule } { $count } 字
read-sections = { $count } 节：
read-passages = { $count } 段：
read-left-out = 略去：{ $omission }
read-nothing-left-out = 没有略去任何内容。
read-field =
    { $field ->
        [author] 作者
        [publisher] 来源
        [published] 日期
        [url] 网址
        [languages] 语言
        [speakers] 说话人
       *[title] 标题
    }：{ $value }
passage-heading = { $rank }. { $title } · { $section }
source-passages = { $count } 段
stopped = 已停止。
stopped-indexing = 已停止。已索引的内容会保留，下次从这里继续。
failure = 错误：{ $message }
setting-misspelt = .env 里的 { $name } 不是 Footnote 的设置：是不是 { $meant }？
setting-line-unclear = .env 第 { $line } 行不是设置，已略过：请写成 名称=值，引号要成对。
unexpected = 出现意外错误（{ $error }）。请加上 --debug（`footnote --debug …`）再运行一次，查看出错的位置，并欢迎反馈。

# Discord：回答和按钮。
language-name =
    { $language ->
        [zh] 中文
        [mixed] 中英文
       *[other] 英文
    }
button-other-language =
    { $language ->
        [zh] In English
       *[other] 用中文
    }
button-wider = 查看更多相关段落
button-nearest = 最接近的段落
button-delete = 删除
button-previous = ◀ 前文
button-next = 后文 ▶
button-previous-page = ◀ 上一页
button-next-page = 下一页 ▶
button-original = 原文
button-cancel = 取消
open-footnote = 打开脚注
passage-changed = 来源在引用之后有改动，这里显示的是引用时的原文。
answer-in-file = 完整的回答在文件里。
rest-in-file = 我在这里不能再发更多消息，其余内容在文件里。
answer-gone = 这个回答已经不存在了。
loading = 我刚刚启动，正在加载模型，回答稍后会显示在这里。
ask-nothing = 想问什么？中文英文都行，我会在来源里找答案。怎么提问，见 /help。
unreadable-picture = 我只看得懂文字，看不了图片和视频。请把问题写出来。
unreadable-file = 我只读消息里的文字，不读其中的文件。管理员可以用 /admin add 把文件添加到来源。
unreadable-card = 这条消息里没有我能读的文字，显示的是别的应用的卡片。
unreadable-role-mention = 你提及的是我的身份组，这样 Discord 不会把消息内容给我看。请直接 @我：{ $bot }
unreadable-sticker = 我只看得懂文字，看不了贴纸和投票。请把问题写出来。
unreadable-own-card = 这是我自己的卡片。想接着问，请回复它；点按钮可以打开相关段落。
small-talk-greeting = 你好！来源里的内容都可以问我，中文英文都行。想看有哪些来源，用 /sources。
small-talk-thanks = 不客气！如果有不对或缺少的地方，点回答下面的 👎 告诉管理员。
small-talk-goodbye = 再见！你问过的内容都还在，随时回来看。
small-talk-who = 我根据这里的来源回答问题，中文英文都可以，每句话都会标明出处。/sources 列出来源，/help 有更多说明。
small-talk-follow-up = 我不知道你接着问的是哪件事。请回复我的某个回答，或用一句话说清楚。
forgotten =
    { $count ->
        [0] 你在这里还没有问过问题。
       *[other] 已删除：你在这里问过的问题，连同回答和评价。下一个问题重新开始。
    }
privacy =
    {""}**我保存什么**：你的问题、我的回答和引用的段落、你的评价，以及语言模型的用量。这样以后按钮和追问还能用。{ $days ->
        [0] 这些内容会一直保存，直到你或管理员删除。
       *[other] 这些内容 { $days } 天后删除。
    }我离开一个服务器 { $left } 天后，会删除它的数据。

    {""}**谁能看到**：本服务器的管理员能看到被评价过的问题，但看不到名字。仅自己可见的回答和私信，别人都看不到。

    {""}**怎么删除**：点回答下面的*删除*；用 /forget 删除你在这里问过的内容；点下面的按钮，删除你在所有服务器上的全部内容。
button-erase = 删除我的全部内容
erased =
    { $count ->
        [0] 没有保存你的任何内容。
       *[other] 已删除：你在所有服务器上的问题、回答和评价。
    }
check-heading = 与来源核对
check-verdict =
    { $verdict ->
        [supported] ✅ 有依据：{ $statement }
        [contradicted] ❌ 与来源不符：{ $statement }
       *[absent] ➖ 来源里没有提到：{ $statement }
    }
check-says = “{ $quote }”
vote-thanks = 谢谢！你的评价已连同问题和相关段落一起保存。
vote-why = 哪里不对？
vote-why-label = 简单说一句即可
similar-posts = 以前的类似帖子：{ $posts }
solved = 帖子已标记为“{ $tag }”。
solved-not-allowed = 我不能把帖子标记为“{ $tag }”，需要给我“管理子区”的权限。
delete-not-yours = 只有提问的人，或可以管理消息的成员，才能删除。

# Discord：浏览。
sources-none = 还没有来源。
sources-heading = 共 { $count } 个来源 · 第 { $page } / { $pages } 页
search-heading = 最接近的段落：{ $query }
search-none = 没有找到相关的段落。
summary-heading = 摘要：{ $of }
summary-all = 所有来源
help =
    {""}**来源里的内容都可以问我，中文英文都行。** 你用哪种语言提问，我就用哪种语言回答；点开每个脚注，都能看到它所依据的段落。来源里没有的，我会直说。

    {""}**怎么问**：@我、回复我、给我发私信，或使用 /ask。也可以右键点一条消息（手机上长按），选“应用”：*就这条消息提问*，或*与来源核对*。在子区里或用回复追问时，我知道你之前问了什么；/forget 重新开始。
    {""}**浏览**：/sources 列出所有来源，/search 查找段落，/summary 总结一个来源、一个话题或全部内容。
    {""}**按钮**：[1] 打开脚注。👍 👎 告诉我们回答好不好。*删除* 会删掉这个回答。
help-guest = **在这里**，我只是你自己安装的应用，不是成员：我看不到消息，追问也请用 /ask；这个服务器自己添加的来源，在这里查不到。

# Discord：管理员。
reindex-progress =
    { $total ->
        [0] 正在读取文件；已索引 { $embedded } 段
       *[other] { $done } / { $total } 个来源；已索引 { $embedded } 段
    }
reindex-running = 索引正在重建，请等它完成。
reindex-stopping = 正在停止。已索引的内容会保留，期间仍用旧索引回答。
reindex-stopped = 索引重建已停止。已索引的内容会保留，下次从这里继续。
status-index = **索引**：{ $sources } 个来源，{ $passages } 段
status-model =
    { $ready ->
        [yes] **模型**：{ $model }
       *[no] **模型**：{ $model }（加载中）
    }
status-uptime = **运行时间**：{ $hours } 小时 { $minutes } 分钟
status-questions = **问题**：共 { $count } 个；最近 100 个回答的耗时中位数：{ $milliseconds } 毫秒；正在等待：{ $waiting } 个
status-writer = **语言模型**：{ $model }。今天：{ $today-answers } 个回答、{ $today-tokens } 个词元、费用 { $today-cost }。累计：{ $all-answers } 个回答、{ $all-tokens } 个词元、费用 { $all-cost }
status-commands =
    { $problem ->
        [limit] **命令**：Discord 今天不再接受改动（每天最多 200 次）。
        [busy] **命令**：Discord 要求过一会儿再提交。
        [refused] **命令**：Discord 没有接受，原因见日志。
       *[unreachable] **命令**：Discord 自身出现故障，未能接收。
    }原有的命令照常可用，每小时会再试一次。
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = 没有错误。
adding = 正在读取：{ $sources }……
added = 已添加：{ $sources }。现在就可以提问了。
added-later = 已添加：{ $sources }。另一次索引更新正在进行，下一次 /admin reindex 之后就能用来回答。
add-refused = 未添加：{ $name }。{ $reason }
add-links-off = 机器人的维护者没有允许添加链接（UPLOAD_LINKS）。
add-nothing = 这条消息既没有附件也没有链接。
removed = 已删除：{ $source }。不再用来回答。
channel-set = 从现在起，我会回答 { $channel } 里的每条消息。
channel-unset = 从现在起，在 { $channel } 里只有 @我 我才会回答。
channel-no-intent = 提问频道没有启用。机器人的维护者需要设置 ASK_CHANNELS=true，并在 Discord 开发者门户允许 Message Content Intent。
votes = 共 { $count } 个评价，每行一个 JSON 对象。
upload-title = 添加来源
upload-label = 文档、表格、字幕、网页或纯文本文件

# Discord：服务器设置。
settings-heading = 本服务器的设置
settings-about = 选择后立即生效。
settings-none = 未选择
settings-language = 用哪种语言回答
settings-language-option =
    { $value ->
        [en] 总是用英文
        [zh] 总是用中文
       *[question] 用提问的语言
    }
settings-private = /ask 和 /summary 的回答谁能看到（提问时没有另外指定的话）
settings-private-option =
    { $value ->
        [asker] 只有提问的人
       *[everybody] 频道里的所有人
    }
settings-roles = 其他管理员：拥有这些身份组的成员（要让 Discord 对他们显示命令，请在“服务器设置 › 整合”里允许）
settings-all = 在哪些频道回答每条消息
settings-likely = 在哪些频道只回答像问题的消息（来源里没有答案就不作声）
settings-report = 每周把来源没能回答的问题发到哪个频道
settings-digest = 每周把新增来源的摘要（带脚注）发到哪个频道
settings-threads = 在哪些频道为每个回答单独开一个子区（在里面追问不用 @我）
settings-lacking-threads = 我不能在 { $channels } 开子区，所以直接在频道里回答。需要给我“创建公共子区”的权限。
settings-channel = 让某个频道只使用部分来源
settings-limited = 只使用部分来源的频道：{ $channels }
settings-sources = **{ $channel } 使用的来源**：不选则使用全部。
settings-all-sources = 全部来源
settings-more-sources = 这里显示前 { $count } 个。
button-back = 返回

gaps-heading = 最近 { $days } 天里，来源没能回答的问题
gaps-none = 最近 { $days } 天里，所有问题都有了回答，也没有人点 👎。
gaps-refused = 未能回答 { $count } 次
gaps-disapproved = { $count } 个 👎
gaps-wordings = 也有人这样问：{ $questions }
gaps-suggestion = 建议添加这方面的来源：{ $subjects }
gaps-check = 回答引用了{ $titles }，请检查内容是否过时或不完整。
gaps-more = 另有 { $count } 个。
button-add-sources = 添加来源

# Discord：开始使用。
welcome = 大家好！我根据你们的来源回答问题，中文英文都可以，每句话都会标明出处。
welcome-sources =
    { $count ->
        [0] 现在还没有来源。
       *[other] 现在有 { $count } 个来源，可以用 /sources 查看。
    }
first-steps =
    {""}1. **添加来源**：文档、表格、字幕、网页或纯文本。也可以在带附件的消息菜单里选“应用” › *添加到来源*。
    {""}2. **选择频道**：我会回答那里的每条消息。在别的频道，@我或用 /ask 提问。
    {""}3. **问问看**：点回答下面的 [1]，就能看到出处。
button-choose-channel = 选择频道
button-try = 问问看
try-label = 你的问题，中文英文都可以

digest-heading = 本周新增 { $count } 个来源
language-as-asked = 用我提问的语言
language-set =
    { $language ->
        [en] 从现在起，我在任何地方都用英文回答你。
        [zh] 从现在起，我在任何地方都用中文回答你。
       *[question] 从现在起，你用哪种语言提问，我就用哪种语言回答。
    }
exported = 回答的 Markdown 文件，附有引用的原文。
export-nothing = 这条消息不是我的回答，或者回答已经删除。

# Discord：错误。
error-no-words = 里面没有可以搜索的文字。请用中文或英文的词句提问。
error-too-long =
    { $unit ->
        [words] 内容太长：共 { $count } 个字（一个英文单词也算一个字），一次最多能搜索 { $most } 个。请缩短后再试。
       *[characters] 内容太长：共 { $count } 个字符，一次最多能搜索 { $most } 个。请缩短后再试。
    }
error-too-often = 问得太快了，请在 { $seconds } 秒后再问。
error-busy = 已经有 { $waiting } 个问题在排队，请过一分钟再问。
error-unknown-source = 没有“{ $source }”这个来源。可以用 /sources 查看所有来源。
error-day = “{ $text }”不是日期。请写成 2025-01-31、2025-01 或 2025。
error-period = 没有在这段时间发表的来源。可以用 /sources 查看各来源的日期。
error-index-missing = 还没有索引。如果现在没有在建立，管理员可以用 /admin reindex 开始建立。
error-sources-missing = 没有可以读取的来源。机器人的维护者需要把文件放进来源文件夹。
error-index-other-model = 索引是用另一个模型建立的。机器人的维护者需要运行 /admin reindex，并选上“全部重建”（full）。
error-model = 模型无法加载。机器人的维护者可以在日志里查看原因。
error-index-conflict = 机器人自己的索引与 Chroma 服务器上的不是同一个。机器人的维护者运行 `footnote index`，就会看到该怎么办。
error-index-damaged = 索引无法打开。机器人的维护者需要运行 /admin reindex，并选上“全部重建”（full）。
error-upload =
    { $problem ->
        [size] 文件是空的，或超过 { $most } MB。
        [type] 无法读取这种类型的文件。可以读取的类型：{ $types }
        [name] 这个文件名不能使用，请改名后再试。
        [text] 这不是 UTF-8 或 GB18030 编码的文本文件。
       *[missing] 这不是本服务器的文件，不能在这里删除。
    }
error-admins-only = 只有能管理本服务器的成员，或拥有指定身份组的成员，才能使用。
delete-private-late = 这个回答的其余部分只有你能看到，而 Discord 只允许我在十五分钟内删除。请在每条消息下方点“忽略消息”。
delete-guest-late = 我不是这里的成员，而 Discord 只允许我在十五分钟内删除这个回答的其余部分。可以管理消息的成员能删除它们。
button-unknown = 这个按钮属于我的另一个版本，请重新提问。
undelivered-not-allowed = 我不能在 { $channel } 发言，所以把回答发到这里。
undelivered-thread-closed = 子区 { $channel } 已经关闭，所以把回答发到这里。
undelivered-automod = 那个服务器的自动管理（AutoMod）拦下了我在 { $channel } 的回答，所以发到这里。
undelivered-channel-gone = 你提问的频道已经不存在了，所以把回答发到这里。
undelivered-too-late = 回答花的时间超过了 Discord 的时限，所以发到这里。
undelivered-follow-ups = 我在 { $channel } 不能再发更多消息，所以把回答的其余部分发到这里。
undelivered-cannot-reach = { $person }，我没能把回答给你看，你也没有开启私信。请再问一次，或允许本服务器的成员给你发私信。
error-too-late = Discord 没有等到我的回应，请再试一次。
error-owner-only = 这会改动所有服务器共用的索引，只有机器人的维护者可以操作。
reindex-over = 那次索引更新已经结束了。
error-unexpected = 出现意外错误。请把这个编号告诉机器人的维护者：{ $reference }

# Discord 上的名称：在每种语言里各不相同。
command-ask = 提问
command-ask-about = 向来源提问
command-sources = 来源
command-sources-about = 列出所有来源
command-search = 搜索
command-search-about = 查找最接近的段落
command-summary = 总结
command-summary-about = 总结一个来源、一个话题或所有来源，每一点都有出处
command-help = 帮助
command-help-about = 我能做什么，怎么问
command-forget = 清除记录
command-forget-about = 删除你在这里问过的内容，之后重新开始
command-privacy = 隐私
command-privacy-about = 保存了你的什么、保存多久、怎么删除
command-settings = 设置
command-settings-about = 选择我在本服务器怎样回答
command-language = 语言
command-language-about = 选择我用哪种语言回答你（在任何地方）
command-admin = 管理
command-admin-about = 仅限服务器管理员
command-reindex = 重建索引
command-reindex-about = 按文件的改动更新索引
command-status = 状态
command-status-about = 查看机器人的状态
command-add = 添加
command-add-about = 为本服务器添加一个来源文件
command-remove = 移除
command-remove-about = 删除本服务器自己的一个来源
command-channel = 频道
command-channel-about = 回答一个频道里的每条消息
command-feedback = 评价
command-feedback-about = 导出本服务器的评价
command-gaps = 待补充
command-gaps-about = 来源没能回答的问题，按意思归类
command-why = 依据
command-why-about = 一个回答是怎么来的：比较了哪些句子
menu-ask = 就这条消息提问
menu-check = 与来源核对
menu-export = 导出为 Markdown
menu-add = 添加到来源
name-dry-run = 仅预览
name-question = 问题
name-source = 来源
name-language = 语言
name-private = 仅自己可见
name-topic = 话题
name-length = 句数
name-since = 起始日期
name-until = 截止日期
name-query = 内容
name-full = 全部重建
name-file = 文件
name-channel = 频道
name-days = 天数
name-message = 消息
name-answers = 是否回答
option-question = 你想知道什么，中文英文都可以
option-source = 只根据这个来源回答
option-language = 用这种语言回答
option-private = 回答只有你能看到
option-summary-source = 只总结这个来源
option-topic = 总结来源里关于这个话题的内容
option-length = 最多几句话
option-since = 只总结这一天（月、年）及以后发表的来源，如 2025-01-31
option-until = 只总结这一天（月、年）及以前发表的来源，如 2025-01-31
option-query = 要查找的内容
option-dry-run = 只显示会有什么变化
option-full = 重新建立所有服务器共用的整个索引（仅限机器人的维护者）
option-file = 要添加的文件；不选则打开表单
option-remove = 要删除的来源
option-channel = 频道或论坛
option-answers = 是否回答里面的每条消息
option-days = 查看最近多少天（默认 30）
option-own-language = 中文、英文，或你提问的语言
option-message = 回答的链接或 ID（在消息菜单里选“复制消息链接”）
option-private-report = 报告只有你能看到（默认）

# 回答是怎么来的（footnote ask --why）
why-answered = 证据足够。最佳句子能回答的概率：{ $best }（须高于 { $threshold }）；所找到的内容都答不了的概率：{ $none }（或须低于 { $most }）。
why-refused = 证据不足。最佳句子能回答的概率：{ $best }（须高于 { $threshold }）；所找到的内容都答不了的概率：{ $none }（或须低于 { $most }）。
why-sentence = { $probability } · 第 { $rank } 段 · 阅读模型 { $reading } · 语义 { $meaning } · 词语 { $words } · { $title }
why-denied = 语言模型复核后略去：{ $sentence }
why-nothing = 无法说明：这不是我的回答，或者回答的时候还没有保存这些信息。
why-unknown = –
why-step-search = 检索 { $milliseconds } 毫秒
why-step-weigh = 阅读 { $milliseconds } 毫秒
why-step-answer = 作答 { $milliseconds } 毫秒

# footnote doctor 的检查结果
doctor-finding =
    { $subject ->
        [settings] 设置
        [sources] 来源
        [model] 嵌入模型
        [reader] 阅读模型
        [index] 索引
        [chat-model] 对话模型
       *[discord] Discord
    }：{ $message }
doctor-none = 无
doctor-setting-perhaps = { $name }（也许是 { $meant }）
doctor-settings = 环境变量里设置了：{ $names }；其余取自 .env，或用默认值。
doctor-settings-unknown = .env 里的 { $names } 不是 Footnote 的设置：正确的名称请看 .env.example。
doctor-sources = { $folder } 里有 { $count } 个来源。
doctor-sources-lacking = { $folder } 里有 { $count } 个来源。其中 { $sources } 有五分之一以上的内容被略去：用 `footnote read FILE` 可以查看略去了什么、为什么。
doctor-sources-more = { $sources } 以及另外 { $count } 个
doctor-sources-failed = 能读的有 { $count } 个，读不了的有 { $lost } 个（{ $failed }）：请改正或移走这些文件。
doctor-embedder = { $name } 每次读 { $tokens } 个词元。
doctor-reader = 由 { $name } 选出答句。
doctor-reader-none = 没有：只凭词语和向量选出答句。
doctor-index = 来源 { $sources } 个，段落 { $passages } 个。
doctor-index-none = { $folder } 里还没有索引：请运行 `footnote index`。
doctor-index-stale = 比 { $folder } 里的文件旧，或是另一个版本的 Footnote 建立的：请运行 `footnote index`。
doctor-chat-model = 回答由 { $address } 的 { $model } 撰写。
doctor-chat-model-learnt = 回答由 { $address } 的 { $model } 撰写。已了解到的特点：{ $learnt }。
doctor-chat-model-none = 没有：回答直接引用来源的原句。
doctor-chat-model-fails = 流式请求：{ $streamed }一次性请求：{ $whole }
doctor-chat-model-whole = 收到了回答。
doctor-discord = 机器人不需要特权 Intent；用 { $invitation } 邀请它，或用 { $installation } 只为自己安装
doctor-discord-content = 机器人需要 Message Content Intent（因为 ASK_CHANNELS=true）；用 { $invitation } 邀请它，或用 { $installation } 只为自己安装
doctor-discord-none = 没有设置 DISCORD_TOKEN：`footnote run` 需要它，`footnote demo` 不需要。
doctor-discord-malformed = DISCORD_TOKEN 不是机器人令牌的样子：请重新复制。

# footnote doctor --chat-model 的检查结果
conformance-name =
    { $name ->
        [streaming] 流式输出
        [one-piece] 一次性输出
        [system-role] system 角色
        [budget-field] 输出上限字段
        [temperature] 温度
        [context] 上下文
        [thinking] 思考
       *[usage] 用量
    }
conformance-yes = 支持
conformance-no-stream = 不支持：改为一次性返回
conformance-no-system = 不支持：并入 user 消息
conformance-no-temperature = 不支持：用模型自己的值
conformance-limit = 超过 { $tokens } 个词元的提示词会被拒绝或截断
conformance-no-limit = 没有超出
conformance-thinking = 有，在单独的字段里
conformance-no-thinking = 没有
conformance-counted = 有计数，是估计值的 { $share } 倍
conformance-counted-at-once = 有计数，是估计值的 { $share } 倍；流式输出时没有计数，按估计
conformance-not-counted = 没有计数，按估计
conformance-heading = { $count } 个问题里有 { $right } 个回答符合预期：
conformance-heading-kept-back = { $count } 个问题里有 { $right } 个回答符合预期，另有 { $thrown } 份草稿没有通过核对、被弃用：
conformance-thrown-away = 已弃用：{ $draft }
conformance-outcome = { $outcome ->
        [right] 正确
        [wrong] 错误
       *[thrown-away] 已弃用
    }
