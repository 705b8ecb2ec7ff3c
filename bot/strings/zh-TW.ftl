# 人們讀到的文字，繁體中文。
refusal-no-evidence = 來源裡沒有提到：找不到能回答這個問題的內容。
refusal-nearest = 最接近的來源：{ $titles }
list-separator = 、
note-original-language =
    { $language ->
        [zh] 以下是來源的中文原文：
       *[other] 以下是來源的英文原文：
    }
summary-silent = 來源裡沒有談到這個話題。
summary-nothing = 沒有可以概括的內容：沒有找到句子。
note-quoted-as-is =
    { $language ->
        [zh] 只有中文的內容按原文引用：
       *[other] 只有英文的內容按原文引用：
    }
section-transcript = 對話
section-summary = 摘要
section-article = 文章
title-quoted = 《{ $title }》
says = { $speaker }說
index-building = 還沒有索引，正在從 { $folder } 建立。
index-progress = 正在索引
index-stale = { $folder } 裡的檔案在建立索引之後有改動：執行 `footnote index` 把改動收進來。
index-report = 新增 { $added }，更新 { $updated }，未變 { $unchanged }，移除 { $removed }，失敗 { $failed }；共 { $chunks } 段，用時 { $seconds } 秒。
index-dry-run = 將會：新增 { $added }，更新 { $updated }，未變 { $unchanged }，移除 { $removed }，失敗 { $failed }。
index-failed = 沒有讀入：{ $path }：{ $reason }
passage-heading = { $rank }. { $title } · { $section }
source-passages = { $count } 段
stopped = 已停止。已經索引的內容會保留，下次從這裡繼續。
unexpected = 出現了意外的錯誤（{ $error }）。加上 --debug 再執行一次可以看到出錯的位置，歡迎回報。
