# 人们读到的文字，简体中文。
refusal-no-evidence = 来源里没有提到：找不到能回答这个问题的内容。
refusal-nearest = 最接近的来源：{ $titles }
list-separator = 、
note-original-language =
    { $language ->
        [zh] 以下是来源的中文原文：
       *[other] 以下是来源的英文原文：
    }
refusal-unsupported = 写出了一个回答，但其中没有一句能在它提到的来源里找到，所以没有显示。
note-dropped = 有 { $count } 句在来源里得不到支持，已经略去。
draft = 草稿，尚未与来源核对
note-budget = 今天用于撰写回答的额度已用完，以下直接引自来源。
note-model-failed =
    { $problem ->
        [unavailable] 语言模型现在连不上，以下是来源的原话：
        [timeout] 语言模型用时太久，以下是来源的原话：
        [busy] 语言模型太忙，以下是来源的原话：
        [refused] 语言模型不肯回答这个问题，以下是来源的原话：
       *[other] 语言模型没有给出可用的回答，以下是来源的原话：
    }
summary-silent = 来源里没有谈到这个话题。
summary-nothing = 没有可以概括的内容：没有找到句子。
note-quoted-as-is =
    { $language ->
        [zh] 只有中文的内容按原文引用：
       *[other] 只有英文的内容按原文引用：
    }
section-transcript = 对话
section-summary = 摘要
section-article = 文章
title-quoted = 《{ $title }》
says = { $speaker }说
index-building = 还没有索引，正在从 { $folder } 建立。
index-progress = 正在索引
index-stale = { $folder } 里的文件在建立索引之后有改动：运行 `footnote index` 把改动收进来。
index-report = 新增 { $added }，更新 { $updated }，未变 { $unchanged }，移除 { $removed }，失败 { $failed }；共 { $chunks } 段，用时 { $seconds } 秒。
index-dry-run = 将会：新增 { $added }，更新 { $updated }，未变 { $unchanged }，移除 { $removed }，失败 { $failed }。
index-failed = 没有读入：{ $path }：{ $reason }
passage-heading = { $rank }. { $title } · { $section }
source-passages = { $count } 段
stopped = 已停止。已经索引的内容会保留，下次从这里继续。
unexpected = 出现了意外的错误（{ $error }）。加上 --debug 再运行一次可以看到出错的位置，欢迎报告。

# Discord：回答，以及可以对它做什么。
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
button-wider = 扩大范围
button-delete = 删除
button-previous = ◀ 前文
button-next = 后文 ▶
button-original = 原文
button-cancel = 取消
open-footnote = 打开脚注
passage-changed = 来源之后有改动：这是引用时的原文。
answer-gone = 这个回答已经不再保存。
loading = 我刚刚启动，正在加载模型，回答稍后会出现在这里。
ask-nothing = 请用中文或英文问我关于来源的问题。/help 说明怎么问。
forgotten =
    { $count ->
        [0] 没有需要忘记的内容。
       *[other] 已忘记：下一个问题重新开始。
    }
check-heading = 与来源核对
vote-thanks = 谢谢：意见已和问题、引用的段落一起保存。
vote-why = 哪里不对？
vote-why-label = 一句话就够
delete-not-yours = 只有提问的人，或可以管理消息的人，才能删除。

# Discord：浏览。
sources-none = 还没有来源。
sources-heading = 共 { $count } 个来源 · 第 { $page } 页，共 { $pages } 页
search-heading = 最接近的段落：{ $query }
search-none = 没有接近的段落。
summary-heading = 摘要：{ $of }
summary-all = 所有来源
help =
    {""}**请用中文或英文问我关于来源的问题。** 我用你提问的语言回答，每个脚注都能打开它所依据的段落。来源里没有的，我会直说。

    {""}**怎么问**：@我、回复我、给我发私信，或使用 /ask。右键点一条消息，选“应用”：*询问这条消息*，或*与来源核对*。在子区里或用回复追问时，我知道你之前问了什么；/forget 重新开始。
    {""}**浏览**：/sources 列出所有来源，/search 查找段落，/summary 总结一个来源、一个话题或全部内容。
    {""}**按钮**：[1] 打开脚注。👍 👎 告诉我们回答好不好。*删除* 收回回答。

# Discord：管理员。
reindex-progress =
    { $total ->
        [0] 正在读取文件；已收入 { $embedded } 段
       *[other] { $done } / { $total } 个来源；已收入 { $embedded } 段
    }
reindex-running = 已经有一次重建索引在进行。
reindex-stopping = 正在停止。已经索引的内容会保留，旧索引继续回答。
reindex-stopped = 重建索引已停止。已经索引的内容会保留，下次从这里继续。
status-index = **索引**：{ $sources } 个来源，{ $passages } 段
status-model =
    { $ready ->
        [yes] **模型**：{ $model }
       *[no] **模型**：{ $model }（加载中）
    }
status-uptime = **运行时间**：{ $hours } 小时 { $minutes } 分钟
status-questions = **问题**：{ $count } 个；最近一百个里有一半在 { $milliseconds } 毫秒内回答；正在等待：{ $waiting }
status-writer = **聊天模型**：{ $model }；今天 { $today-answers } 个回答、{ $today-tokens } 个词元、费用 { $today-cost }；累计 { $all-answers } 个回答、{ $all-tokens } 个词元、费用 { $all-cost }
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = 没有错误。
added = 已收下：{ $sources }。运行 /admin reindex 之后就能用来回答。
add-nothing = 这条消息没有文件。
removed = 已删除：{ $source }。运行 /admin reindex 之后不再用来回答。
channel-set = 从现在起，{ $channel } 里的每条消息都会得到回答。
channel-unset = { $channel } 里的消息只有 @我 才会回答。
channel-no-intent = 提问频道没有启用。运行机器人的人需要设置 ASK_CHANNELS=true，并在 Discord 开发者页面允许 Message Content Intent。
votes = { $count } 个评价，每行一个 JSON 对象。
upload-title = 添加来源
upload-label = 文本、Markdown、HTML 或 JSON 行

# Discord：出了什么问题。
error-question = 这个没法查找：请用中文或英文的词句提问，最多 { $most } 个字符。
error-too-often = 问得太快了，请在 { $seconds } 秒后再问。
error-busy = 已经有 { $waiting } 个问题在等待，请一分钟后再问。
error-unknown-source = 没有“{ $source }”这个来源：/sources 列出所有来源。
error-day = “{ $text }”不是日期：请写成 2025-01-31、2025-01 或 2025。
error-period = 没有注明在这段时间发表的来源：/sources 会显示日期。
error-index-missing = 还没有索引。如果不是正在建立，管理员可以用 /admin reindex 开始建立。
error-sources-missing = 没有可以读取的来源。运行机器人的人需要把文件放进来源文件夹。
error-index-other-model = 索引是用另一个模型建立的。管理员需要运行 /admin reindex 并选择 full。
error-model = 模型无法加载。运行机器人的人可以在日志里看到原因。
error-index-damaged = 索引无法打开。管理员需要运行 /admin reindex 并选择 full。
error-upload =
    { $problem ->
        [size] 文件是空的，或大于 { $most } MB。
        [type] 不读取这种类型的文件。可以读取的有：{ $types }
        [name] 这个文件名不能使用。
        [text] 这个文件不是文本。
       *[missing] 这不是本服务器的文件，不能在这里删除。
    }
error-may-not-write = 我不能在 { $channel } 发言，所以把回答发到这里。
error-admins-only = 只有管理本服务器的人，或有指定身份组的人，才能使用。
error-unexpected = 出现了意外的错误。请把这个编号告诉运行机器人的人：{ $reference }

# Discord 上的名称：在每种语言里各不相同。
command-ask = 提问
command-ask-about = 向来源提问
command-sources = 来源
command-sources-about = 列出可以询问的来源
command-search = 搜索
command-search-about = 显示最接近的段落
command-summary = 总结
command-summary-about = 总结一个来源、一个话题或所有来源，每一点都有出处
command-help = 帮助
command-help-about = 我能做什么，怎么问
command-forget = 忘记
command-forget-about = 重新开始：以后的问题不再接着之前的
command-admin = 管理
command-admin-about = 供管理服务器的人使用
command-reindex = 重建索引
command-reindex-about = 让索引跟上文件的改动
command-status = 状态
command-status-about = 机器人的状况
command-add = 添加
command-add-about = 给本服务器添加一个来源文件
command-remove = 移除
command-remove-about = 删除本服务器自己的一个来源
command-channel = 频道
command-channel-about = 回答一个频道里的每条消息
command-feedback = 评价
command-feedback-about = 导出本服务器的评价
menu-ask = 询问这条消息
menu-check = 与来源核对
menu-add = 添加到来源
name-dry-run = 仅预览
option-question = 想知道什么，中文或英文
option-source = 只根据这个来源回答
option-language = 用这种语言回答
option-private = 回答只给你看
option-summary-source = 只总结这个来源
option-topic = 总结关于这个话题的内容
option-length = 最多几句
option-since = 只总结这一天（月、年）及以后发表的来源，如 2025-01-31
option-until = 只总结这一天（月、年）及以前发表的来源，如 2025-01-31
option-query = 要查找的内容
option-dry-run = 只说明会有什么变化
option-full = 重新建立整个索引
option-file = 文件；不给则打开表单
option-remove = 要删除的来源
option-channel = 频道或论坛
option-answers = 是否回答里面的每条消息
