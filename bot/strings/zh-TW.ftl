# 人們讀到的文字，繁體中文。
refusal-no-evidence = 來源裡沒有提到：找不到能回答這個問題的內容。
refusal-nearest = 最接近的來源：{ $titles }
list-separator = 、
note-original-language =
    { $language ->
        [zh] 以下是來源的中文原文：
       *[other] 以下是來源的英文原文：
    }
refusal-unsupported = 寫出了一個回答，但其中沒有一句能在它提到的來源裡找到，所以沒有顯示。
note-dropped = 有 { $count } 句在來源裡得不到支持，已經略去。
draft = 草稿，尚未與來源核對
note-budget = 今天用於撰寫回答的額度已用完，以下直接引自來源。
note-model-failed =
    { $problem ->
        [unavailable] 語言模型現在連不上，以下是來源的原話：
        [timeout] 語言模型用時太久，以下是來源的原話：
        [busy] 語言模型太忙，以下是來源的原話：
        [refused] 語言模型不肯回答這個問題，以下是來源的原話：
       *[other] 語言模型沒有給出可用的回答，以下是來源的原話：
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

# Discord：回答，以及可以對它做什麼。
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
button-wider = 擴大範圍
button-delete = 刪除
button-previous = ◀ 前文
button-next = 後文 ▶
button-original = 原文
button-cancel = 取消
open-footnote = 開啟腳註
passage-changed = 來源之後有改動：這是引用時的原文。
answer-gone = 這個回答已經不再保存。
loading = 我剛剛啟動，正在載入模型，回答稍後會出現在這裡。
ask-nothing = 請用中文或英文問我關於來源的問題。/help 說明怎麼問。
forgotten =
    { $count ->
        [0] 沒有需要忘記的內容。
       *[other] 已忘記：下一個問題重新開始。
    }
check-heading = 與來源核對
vote-thanks = 謝謝：意見已和問題、引用的段落一起保存。
vote-why = 哪裡不對？
vote-why-label = 一句話就夠
delete-not-yours = 只有提問的人，或可以管理訊息的人，才能刪除。

# Discord：瀏覽。
sources-none = 還沒有來源。
sources-heading = 共 { $count } 個來源 · 第 { $page } 頁，共 { $pages } 頁
search-heading = 最接近的段落：{ $query }
search-none = 沒有接近的段落。
summary-heading = 摘要：{ $of }
summary-all = 所有來源
help =
    {""}**請用中文或英文問我關於來源的問題。** 我用你提問的語言回答，每個腳註都能開啟它所依據的段落。來源裡沒有的，我會直說。

    {""}**怎麼問**：@我、回覆我、給我發私訊，或使用 /ask。右鍵點一條訊息，選「應用程式」：*詢問這條訊息*，或*與來源核對*。在討論串裡或用回覆追問時，我知道你之前問了什麼；/forget 重新開始。
    {""}**瀏覽**：/sources 列出所有來源，/search 查詢段落，/summary 總結一個來源、一個話題或全部內容。
    {""}**按鈕**：[1] 開啟腳註。👍 👎 告訴我們回答好不好。*刪除* 收回回答。

# Discord：管理員。
reindex-progress =
    { $total ->
        [0] 正在讀取檔案；已收入 { $embedded } 段
       *[other] { $done } / { $total } 個來源；已收入 { $embedded } 段
    }
reindex-running = 已經有一次重建索引在進行。
reindex-stopping = 正在停止。已經索引的內容會保留，舊索引繼續回答。
reindex-stopped = 重建索引已停止。已經索引的內容會保留，下次從這裡繼續。
status-index = **索引**：{ $sources } 個來源，{ $passages } 段
status-model =
    { $ready ->
        [yes] **模型**：{ $model }
       *[no] **模型**：{ $model }（載入中）
    }
status-uptime = **運作時間**：{ $hours } 小時 { $minutes } 分鐘
status-questions = **問題**：{ $count } 個；最近一百個裡有一半在 { $milliseconds } 毫秒內回答；正在等待：{ $waiting }
status-writer = **聊天模型**：{ $model }；今天 { $today-answers } 個回答、{ $today-tokens } 個詞元、費用 { $today-cost }；累計 { $all-answers } 個回答、{ $all-tokens } 個詞元、費用 { $all-cost }
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = 沒有錯誤。
added = 已收下：{ $sources }。執行 /admin reindex 之後就能用來回答。
add-nothing = 這條訊息沒有檔案。
removed = 已刪除：{ $source }。執行 /admin reindex 之後不再用來回答。
channel-set = 從現在起，{ $channel } 裡的每條訊息都會得到回答。
channel-unset = { $channel } 裡的訊息只有 @我 才會回答。
channel-no-intent = 提問頻道沒有啟用。執行機器人的人需要設定 ASK_CHANNELS=true，並在 Discord 開發者頁面允許 Message Content Intent。
votes = { $count } 個評價，每行一個 JSON 物件。
upload-title = 新增來源
upload-label = 文字、Markdown、HTML 或 JSON 行

# Discord：出了什麼問題。
error-question = 這個沒法查詢：請用中文或英文的詞句提問，最多 { $most } 個字元。
error-too-often = 問得太快了，請在 { $seconds } 秒後再問。
error-busy = 已經有 { $waiting } 個問題在等待，請一分鐘後再問。
error-unknown-source = 沒有「{ $source }」這個來源：/sources 列出所有來源。
error-day = 「{ $text }」不是日期：請寫成 2025-01-31、2025-01 或 2025。
error-period = 沒有註明在這段時間發表的來源：/sources 會顯示日期。
error-index-missing = 還沒有索引。如果不是正在建立，管理員可以用 /admin reindex 開始建立。
error-sources-missing = 沒有可以讀取的來源。執行機器人的人需要把檔案放進來源資料夾。
error-index-other-model = 索引是用另一個模型建立的。管理員需要執行 /admin reindex 並選擇 full。
error-model = 模型無法載入。執行機器人的人可以在日誌裡看到原因。
error-index-damaged = 索引無法開啟。管理員需要執行 /admin reindex 並選擇 full。
error-upload =
    { $problem ->
        [size] 檔案是空的，或大於 { $most } MB。
        [type] 不讀取這種類型的檔案。可以讀取的有：{ $types }
        [name] 這個檔名不能使用。
        [text] 這個檔案不是文字。
       *[missing] 這不是本伺服器的檔案，不能在這裡刪除。
    }
error-may-not-write = 我不能在 { $channel } 發言，所以把回答發到這裡。
error-admins-only = 只有管理本伺服器的人，或有指定身分組的人，才能使用。
error-unexpected = 出現了意外的錯誤。請把這個編號告訴執行機器人的人：{ $reference }

# Discord 上的名稱：在每種語言裡各不相同。
command-ask = 提問
command-ask-about = 向來源提問
command-sources = 來源
command-sources-about = 列出可以詢問的來源
command-search = 搜尋
command-search-about = 顯示最接近的段落
command-summary = 總結
command-summary-about = 總結一個來源、一個話題或所有來源，每一點都有出處
command-help = 幫助
command-help-about = 我能做什麼，怎麼問
command-forget = 忘記
command-forget-about = 重新開始：以後的問題不再接續之前的
command-admin = 管理
command-admin-about = 供管理伺服器的人使用
command-reindex = 重建索引
command-reindex-about = 讓索引跟上檔案的改動
command-status = 狀態
command-status-about = 機器人的狀況
command-add = 新增
command-add-about = 給本伺服器新增一個來源檔案
command-remove = 移除
command-remove-about = 刪除本伺服器自己的一個來源
command-channel = 頻道
command-channel-about = 回答一個頻道裡的每條訊息
command-feedback = 評價
command-feedback-about = 匯出本伺服器的評價
menu-ask = 詢問這條訊息
menu-check = 與來源核對
menu-add = 新增到來源
name-dry-run = 僅預覽
option-question = 想知道什麼，中文或英文
option-source = 只根據這個來源回答
option-language = 用這種語言回答
option-private = 回答只給你看
option-summary-source = 只總結這個來源
option-topic = 總結關於這個話題的內容
option-length = 最多幾句
option-since = 只總結這一天（月、年）及以後發表的來源，如 2025-01-31
option-until = 只總結這一天（月、年）及以前發表的來源，如 2025-01-31
option-query = 要查詢的內容
option-dry-run = 只說明會有什麼變化
option-full = 重新建立整個索引
option-file = 檔案；不給則開啟表單
option-remove = 要刪除的來源
option-channel = 頻道或論壇
option-answers = 是否回答裡面的每條訊息
