# 人们读到的文字，简体中文。
refusal-no-evidence = 来源里没有提到：找不到能回答这个问题的内容。
refusal-nearest = 最接近的来源：{ $titles }
list-separator = 、
note-original-language =
    { $language ->
        [zh] 以下是来源的中文原文：
       *[other] 以下是来源的英文原文：
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
