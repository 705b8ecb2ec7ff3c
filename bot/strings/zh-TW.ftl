# 使用者看到的文字，繁體中文（臺灣）。
refusal-no-evidence = 來源裡沒有找到答案。
refusal-near =
    來源裡沒有確切的答案。你要找的是不是這一段？
    { $title }：「{ $quote }」
refusal-lacking =
    { $notes }
    { $title }：「{ $quote }」
note-lacking =
    { $kind ->
        [written] 在來源裡，「{ $name }」的「{ $field }」一項只寫了「{ $written }」。
        [empty] 在來源裡，「{ $name }」的「{ $field }」一項是空的。
       *[absent] 來源裡沒有寫「{ $name }」的「{ $field }」。
    }
refusal-unknown-name = 來源裡沒有答案：找到的段落都沒有提到{ $names }。
name-quoted = 「{ $name }」
refusal-nearest = 最接近的來源：{ $titles }
list-separator = 、
note-read-as = 按「{ $question }」來查：
note-part-silent = 關於「{ $question }」，沒有找到答案。
note-statements = 來源中，{ $speaker }說：
note-original-language =
    { $language ->
        [zh] 以下是來源的中文原文：
       *[other] 以下是來源的英文原文：
    }
note-under-heading = 見「{ $heading }」一節：
note-compared =
    { $column ->
        [none] 比較了 { $count } 項：
       *[other] 依「{ $column }」比較了 { $count } 列：
    }
refusal-unsupported = 模型寫了回答，但引用的來源無法證實其中任何一句，因此不予顯示。
note-dropped = 有 { $count } 句話在來源裡找不到依據，已略去。
draft = 草稿，尚未與來源核對
note-budget = 今天的寫作額度已用完，以下內容直接引自來源。
note-model-failed =
    { $problem ->
        [unavailable] 暫時無法連上語言模型，以下是來源的原話：
        [timeout] 語言模型回應逾時，以下是來源的原話：
        [busy] 語言模型太忙，以下是來源的原話：
        [refused] 語言模型拒絕回答這個問題，以下是來源的原話：
        [unsupported] 語言模型寫的內容在來源裡找不到依據，以下是來源的原話：
       *[other] 語言模型沒有給出可用的回答，以下是來源的原話：
    }
note-model-silent = 語言模型沒有找到答案，但來源裡寫道：
refusal-model-failed =
    { $problem ->
        [unavailable] 暫時無法連上語言模型，也沒有哪一句原文能確切回答。
        [timeout] 語言模型回應逾時，也沒有哪一句原文能確切回答。
        [busy] 語言模型太忙，也沒有哪一句原文能確切回答。
        [refused] 語言模型拒絕回答這個問題，也沒有哪一句原文能確切回答。
       *[other] 語言模型沒有給出可用的回答，也沒有哪一句原文能確切回答。
    }
summary-silent = 來源裡沒有談到這個話題。
summary-nothing = 沒有可以摘要的內容：來源裡沒有成句的文字。
note-quoted-as-is =
    { $language ->
        [zh] 只有中文的內容按原文引用：
       *[other] 只有英文的內容按原文引用：
    }
section-transcript = 對話
section-summary = 摘要
section-article = 文章
location-page = 第 { $number } 頁
location-slide = 第 { $number } 張投影片
location-chapter = 第 { $number } 章
location-row = 第 { $number } 列
location-sheet = 工作表「{ $name }」
location-table = 表 { $number }
title-quoted = 《{ $title }》
note-more-rows = 共 { $count } 筆，以下是前 { $shown } 筆：
also-in = 另見 { $titles }
note-older-version = 舊版（{ $date }）的說法是：{ $text }
says = { $speaker }說
place-speaker = { $where }（{ $speaker }）
terminal-greeting = 你好！來源裡的內容都可以問我，中文英文都行。想看有哪些來源，請執行 `footnote sources`。
terminal-thanks = 不客氣！
terminal-goodbye = 再見！
terminal-who = 我根據你的來源回答問題，中文英文都可以，每句話都會標明出處。`footnote sources` 列出來源，`footnote --help` 有更多說明。
terminal-follow-up = 我不知道你接著問的是哪件事。請用一句話說清楚，或用 --after 給出前面的問題。
prompt-stopped = 已停止回答。可以繼續提問，按 Ctrl-D 離開。
prompt-hint = 請逐一提問。按 Ctrl-C 可停止目前的回答，按 Ctrl-D 離開。
dictionary-unpacking = 正在將詞典解壓縮到 { $folder }，只需一次，約十秒。
index-waiting = 另一個程序正在建立索引，請稍候。
index-building = 還沒有索引，正在用 { $folder } 裡的檔案建立。
index-rebuilding = 索引是用舊版 Footnote 內建的模型建立的，正在用 { $folder } 裡的檔案重新建立。
index-copying = 正在從 { $server } 的 Chroma 伺服器複製索引，只需一次。
index-progress = 正在建立索引
index-stale = 建立索引之後，{ $folder } 裡的檔案有變動，或 Footnote 已更新：請執行 `footnote index` 更新索引。
index-report = 新增 { $added }，更新 { $updated }，未變 { $unchanged }，移除 { $removed }，失敗 { $failed }；共 { $chunks } 段，耗時 { $seconds } 秒。
index-dry-run = 預計：新增 { $added }，更新 { $updated }，未變 { $unchanged }，移除 { $removed }，失敗 { $failed }。
index-failed = 無法讀取 { $path }：{ $reason }
omission-rule =
    { $rule ->
        [link-bar] 成排的連結
        [caption] 圖片說明、廣告、簽名
        [notice] 按鈕和聲明
        [related] 其他頁面的連結
        [over-text] 正文上方的行
        [short-line] 短行
        [page-frame] 頁首、頁尾、目錄
       *[outside] 正文之外
    }
index-left-out = { $source } 略去了 { $omission }
index-left-out-more = ……另有 { $count } 個來源也有略去的內容；用 `footnote read 檔案` 可以查看略去了什麼。
omission = { $percent }%（{ $kinds }）
omission-kind = { omission-rule } { $count } 字
read-sections = { $count } 節：
read-passages = { $count } 段：
read-left-out = 略去：{ $omission }
read-nothing-left-out = 沒有略去任何內容。
read-field =
    { $field ->
        [author] 作者
        [publisher] 來源
        [published] 日期
        [url] 網址
        [languages] 語言
        [speakers] 說話人
       *[title] 標題
    }：{ $value }
passage-heading = { $rank }. { $title } · { $section }
source-passages = { $count } 段
stopped = 已停止。
stopped-indexing = 已停止。已建立的索引會保留，下次從這裡繼續。
failure = 錯誤：{ $message }
setting-misspelt = .env 裡的 { $name } 不是 Footnote 的設定：是不是 { $meant }？
setting-line-unclear = .env 第 { $line } 行不是設定，已略過：請寫成 名稱=值，引號要成對。
unexpected = 發生未預期的錯誤（{ $error }）。請加上 --debug（`footnote --debug …`）再執行一次，查看出錯的位置，並歡迎回報。

# Discord：回答和按鈕。
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
button-wider = 查看更多相關段落
button-nearest = 最接近的段落
button-delete = 刪除
button-previous = ◀ 前文
button-next = 後文 ▶
button-previous-page = ◀ 上一頁
button-next-page = 下一頁 ▶
button-original = 原文
button-cancel = 取消
open-footnote = 開啟註腳
passage-changed = 來源在引用之後有變動，這裡顯示的是引用當時的原文。
answer-in-file = 完整的回答在檔案裡。
rest-in-file = 我在這裡不能再傳更多訊息，其餘內容在檔案裡。
answer-gone = 這個回答已經不存在了。
loading = 我剛啟動，正在載入模型，回答稍後會顯示在這裡。
ask-nothing = 想問什麼？中文英文都行，我會在來源裡找答案。怎麼提問，請見 /help。
unreadable-picture = 我只看得懂文字，看不了圖片和影片。請把問題寫出來。
unreadable-file = 我只讀訊息裡的文字，不讀其中的檔案。管理員可以用 /admin add 把檔案加入來源。
unreadable-card = 這則訊息裡沒有我能讀的文字，顯示的是別的應用程式的卡片。
unreadable-role-mention = 你提及的是我的身分組，這樣 Discord 不會把訊息內容給我看。請直接 @我：{ $bot }
unreadable-sticker = 我只看得懂文字，看不了貼圖和投票。請把問題寫出來。
unreadable-own-card = 這是我自己的卡片。想接著問，請回覆它；點按鈕可以開啟相關段落。
small-talk-greeting = 你好！來源裡的內容都可以問我，中文英文都行。想看有哪些來源，用 /sources。
small-talk-thanks = 不客氣！如果有不對或缺少的地方，點回答下面的 👎 告訴管理員。
small-talk-goodbye = 再見！你問過的內容都還在，隨時回來看。
small-talk-who = 我根據這裡的來源回答問題，中文英文都可以，每句話都會標明出處。/sources 列出來源，/help 有更多說明。
small-talk-follow-up = 我不知道你接著問的是哪件事。請回覆我的某個回答，或用一句話說清楚。
forgotten =
    { $count ->
        [0] 你在這裡還沒有問過問題。
       *[other] 已刪除：你在這裡問過的問題，連同回答和評價。下一個問題重新開始。
    }
privacy =
    {""}**我保存什麼**：你的問題、我的回答和引用的段落、你的評價，以及語言模型的用量。這樣以後按鈕和追問還能用。{ $days ->
        [0] 這些內容會一直保存，直到你或管理員刪除。
       *[other] 這些內容 { $days } 天後刪除。
    }我離開一個伺服器 { $left } 天後，會刪除它的資料。

    {""}**誰能看到**：本伺服器的管理員能看到被評價過的問題，但看不到名字。僅自己可見的回答和私訊，別人都看不到。

    {""}**怎麼刪除**：點回答下面的*刪除*；用 /forget 刪除你在這裡問過的內容；點下面的按鈕，刪除你在所有伺服器上的全部內容。
button-erase = 刪除我的全部內容
erased =
    { $count ->
        [0] 沒有保存你的任何內容。
       *[other] 已刪除：你在所有伺服器上的問題、回答和評價。
    }
check-heading = 與來源核對
check-verdict =
    { $verdict ->
        [supported] ✅ 有依據：{ $statement }
        [contradicted] ❌ 與來源不符：{ $statement }
       *[absent] ➖ 來源裡沒有提到：{ $statement }
    }
check-says = 「{ $quote }」
vote-thanks = 謝謝！你的評價已連同問題和相關段落一起儲存。
vote-why = 哪裡不對？
vote-why-label = 簡單說一句就好
similar-posts = 以前的類似貼文：{ $posts }
solved = 貼文已標記為「{ $tag }」。
solved-not-allowed = 我不能把貼文標記為「{ $tag }」，需要給我「管理討論串」的權限。
delete-not-yours = 只有提問的人，或可以管理訊息的成員，才能刪除。

# Discord：瀏覽。
sources-none = 還沒有來源。
sources-heading = 共 { $count } 個來源 · 第 { $page } / { $pages } 頁
search-heading = 最接近的段落：{ $query }
search-none = 沒有找到相關的段落。
summary-heading = 摘要：{ $of }
summary-all = 所有來源
help =
    {""}**來源裡的內容都可以問我，中文英文都行。** 你用哪種語言提問，我就用哪種語言回答；點開每個註腳，都能看到它所依據的段落。來源裡沒有的，我會直說。

    {""}**怎麼問**：@我、回覆我、傳私訊給我，或使用 /ask。也可以在訊息上按右鍵（手機上長按），選「應用程式」：*針對這則訊息提問*，或*與來源核對*。在討論串裡或用回覆追問時，我知道你之前問了什麼；/forget 重新開始。
    {""}**瀏覽**：/sources 列出所有來源，/search 尋找段落，/summary 摘要一個來源、一個話題或全部內容。
    {""}**按鈕**：[1] 開啟註腳。👍 👎 告訴我們回答好不好。*刪除* 會刪掉這個回答。
help-guest = **在這裡**，我只是你自己安裝的應用程式，不是成員：我看不到訊息，追問也請用 /ask；這個伺服器自己加入的來源，在這裡查不到。

# Discord：管理員。
reindex-progress =
    { $total ->
        [0] 正在讀取檔案；已為 { $embedded } 段建立索引
       *[other] { $done } / { $total } 個來源；已為 { $embedded } 段建立索引
    }
reindex-running = 索引正在重建，請等它完成。
reindex-stopping = 正在停止。已建立的索引會保留，期間仍用舊索引回答。
reindex-stopped = 索引重建已停止。已建立的索引會保留，下次從這裡繼續。
status-index = **索引**：{ $sources } 個來源，{ $passages } 段
status-model =
    { $ready ->
        [yes] **模型**：{ $model }
       *[no] **模型**：{ $model }（載入中）
    }
status-uptime = **運作時間**：{ $hours } 小時 { $minutes } 分鐘
status-questions = **問題**：共 { $count } 個；最近 100 個回答的耗時中位數：{ $milliseconds } 毫秒；正在等待：{ $waiting } 個
status-writer = **語言模型**：{ $model }。今天：{ $today-answers } 個回答、{ $today-tokens } 個詞元、費用 { $today-cost }。累計：{ $all-answers } 個回答、{ $all-tokens } 個詞元、費用 { $all-cost }
status-commands =
    { $problem ->
        [limit] **指令**：Discord 今天不再接受變更（每天最多 200 次）。
        [busy] **指令**：Discord 要求過一會兒再提交。
        [refused] **指令**：Discord 沒有接受，原因見日誌。
       *[unreachable] **指令**：Discord 自身出現故障，未能接收。
    }原有的指令照常可用，每小時會再試一次。
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = 沒有錯誤。
adding = 正在讀取：{ $sources }……
added = 已新增：{ $sources }。現在就可以提問了。
added-later = 已新增：{ $sources }。另一次索引更新正在進行，下一次 /admin reindex 之後就能用來回答。
add-refused = 未新增：{ $name }。{ $reason }
add-links-off = 機器人的維護者沒有允許新增連結（UPLOAD_LINKS）。
add-nothing = 這則訊息既沒有附件也沒有連結。
removed = 已刪除：{ $source }。不再用來回答。
channel-set = 從現在起，我會回答 { $channel } 裡的每則訊息。
channel-unset = 從現在起，在 { $channel } 裡只有 @我 我才會回答。
channel-no-intent = 提問頻道尚未啟用。機器人的維護者需要設定 ASK_CHANNELS=true，並在 Discord 開發者入口網站允許 Message Content Intent。
votes = 共 { $count } 個評價，每行一個 JSON 物件。
upload-title = 新增來源
upload-label = 文件、表格、字幕、網頁或純文字檔案

# Discord：伺服器設定。
settings-heading = 本伺服器的設定
settings-about = 選擇後立即生效。
settings-none = 未選擇
settings-language = 用哪種語言回答
settings-language-option =
    { $value ->
        [en] 一律用英文
        [zh] 一律用中文
       *[question] 用提問的語言
    }
settings-private = /ask 和 /summary 的回答誰看得到（提問時沒有另外指定的話）
settings-private-option =
    { $value ->
        [asker] 只有提問的人
       *[everybody] 頻道裡的所有人
    }
settings-roles = 其他管理員：擁有這些身分組的成員（要讓 Discord 對他們顯示指令，請在「伺服器設定 › 整合」裡允許）
settings-all = 在哪些頻道回答每則訊息
settings-likely = 在哪些頻道只回答像問題的訊息（來源裡沒有答案就不出聲）
settings-report = 每週把來源沒能回答的問題傳到哪個頻道
settings-digest = 每週把新增來源的摘要（附註腳）傳到哪個頻道
settings-threads = 在哪些頻道為每個回答單獨開一個討論串（在裡面追問不用 @我）
settings-lacking-threads = 我不能在 { $channels } 開討論串，所以直接在頻道裡回答。需要給我「建立公開討論串」的權限。
settings-channel = 讓某個頻道只使用部分來源
settings-limited = 只使用部分來源的頻道：{ $channels }
settings-sources = **{ $channel } 使用的來源**：不選則使用全部。
settings-all-sources = 全部來源
settings-more-sources = 這裡顯示前 { $count } 個。
button-back = 返回

gaps-heading = 最近 { $days } 天裡，來源沒能回答的問題
gaps-none = 最近 { $days } 天裡，所有問題都有了回答，也沒有人按 👎。
gaps-refused = 未能回答 { $count } 次
gaps-disapproved = { $count } 個 👎
gaps-wordings = 也有人這樣問：{ $questions }
gaps-suggestion = 建議新增這方面的來源：{ $subjects }
gaps-check = 回答引用了{ $titles }，請檢查內容是否過時或不完整。
gaps-more = 另有 { $count } 個。
button-add-sources = 新增來源

# Discord：開始使用。
welcome = 大家好！我根據你們的來源回答問題，中文英文都可以，每句話都會標明出處。
welcome-sources =
    { $count ->
        [0] 目前還沒有來源。
       *[other] 目前有 { $count } 個來源，可以用 /sources 查看。
    }
first-steps =
    {""}1. **新增來源**：文件、表格、字幕、網頁或純文字。也可以在帶附件的訊息選單裡選「應用程式」› *加入來源*。
    {""}2. **選擇頻道**：我會回答那裡的每則訊息。在其他頻道，@我或用 /ask 提問。
    {""}3. **問問看**：點回答下面的 [1]，就能看到出處。
button-choose-channel = 選擇頻道
button-try = 問問看
try-label = 你的問題，中文英文都可以

digest-heading = 本週新增 { $count } 個來源
language-as-asked = 用我提問的語言
language-set =
    { $language ->
        [en] 從現在起，我在任何地方都用英文回答你。
        [zh] 從現在起，我在任何地方都用中文回答你。
       *[question] 從現在起，你用哪種語言提問，我就用哪種語言回答。
    }
exported = 回答的 Markdown 檔案，附有引用的原文。
export-nothing = 這則訊息不是我的回答，或者回答已經刪除。

# Discord：錯誤。
error-no-words = 裡面沒有可以搜尋的文字。請用中文或英文的詞句提問。
error-too-long =
    { $unit ->
        [words] 內容太長：共 { $count } 個字（一個英文單字也算一個字），一次最多能搜尋 { $most } 個。請縮短後再試。
       *[characters] 內容太長：共 { $count } 個字元，一次最多能搜尋 { $most } 個。請縮短後再試。
    }
error-too-often = 問得太快了，請在 { $seconds } 秒後再問。
error-busy = 已經有 { $waiting } 個問題在排隊，請過一分鐘再問。
error-unknown-source = 沒有「{ $source }」這個來源。可以用 /sources 查看所有來源。
error-day = 「{ $text }」不是日期。請寫成 2025-01-31、2025-01 或 2025。
error-period = 沒有在這段期間發表的來源。可以用 /sources 查看各來源的日期。
error-index-missing = 還沒有索引。如果目前沒有在建立，管理員可以用 /admin reindex 開始建立。
error-sources-missing = 沒有可以讀取的來源。機器人的維護者需要把檔案放進來源資料夾。
error-index-other-model = 索引是用另一個模型建立的。機器人的維護者需要執行 /admin reindex，並選取「全部重建」（full）。
error-model = 模型無法載入。機器人的維護者可以在記錄檔裡查看原因。
error-index-conflict = 機器人自己的索引與 Chroma 伺服器上的不是同一個。機器人的維護者執行 `footnote index`，就會看到該怎麼辦。
error-index-damaged = 索引無法開啟。機器人的維護者需要執行 /admin reindex，並選取「全部重建」（full）。
error-upload =
    { $problem ->
        [size] 檔案是空的，或超過 { $most } MB。
        [type] 無法讀取這種類型的檔案。可以讀取的類型：{ $types }
        [name] 這個檔名不能使用，請改名後再試。
        [text] 這不是 UTF-8 或 GB18030 編碼的文字檔。
       *[missing] 這不是本伺服器的檔案，不能在這裡刪除。
    }
error-admins-only = 只有能管理本伺服器的成員，或擁有指定身分組的成員，才能使用。
delete-private-late = 這個回答的其餘部分只有你看得到，而 Discord 只允許我在十五分鐘內刪除。請在每則訊息下方點「關閉訊息」。
delete-guest-late = 我不是這裡的成員，而 Discord 只允許我在十五分鐘內刪除這個回答的其餘部分。可以管理訊息的成員能刪除它們。
button-unknown = 這個按鈕屬於我的另一個版本，請重新提問。
undelivered-not-allowed = 我不能在 { $channel } 發言，所以把回答傳到這裡。
undelivered-thread-closed = 討論串 { $channel } 已經關閉，所以把回答傳到這裡。
undelivered-automod = 那個伺服器的自動管理（AutoMod）擋下了我在 { $channel } 的回答，所以傳到這裡。
undelivered-channel-gone = 你提問的頻道已經不存在了，所以把回答傳到這裡。
undelivered-too-late = 回答花的時間超過了 Discord 的時限，所以傳到這裡。
undelivered-follow-ups = 我在 { $channel } 不能再傳更多訊息，所以把回答的其餘部分傳到這裡。
undelivered-cannot-reach = { $person }，我沒能把回答給你看，你也沒有開啟私訊。請再問一次，或允許本伺服器的成員傳私訊給你。
error-too-late = Discord 沒有等到我的回應，請再試一次。
error-owner-only = 這會改動所有伺服器共用的索引，只有機器人的維護者可以操作。
reindex-over = 那次索引更新已經結束了。
error-unexpected = 發生未預期的錯誤。請把這個編號告訴機器人的維護者：{ $reference }

# Discord 上的名稱：在每種語言裡各不相同。
command-ask = 提問
command-ask-about = 向來源提問
command-sources = 來源
command-sources-about = 列出所有來源
command-search = 搜尋
command-search-about = 尋找最接近的段落
command-summary = 摘要
command-summary-about = 摘要一個來源、一個話題或所有來源，每一點都有出處
command-help = 說明
command-help-about = 我能做什麼，怎麼問
command-forget = 清除紀錄
command-forget-about = 刪除你在這裡問過的內容，之後重新開始
command-privacy = 隱私
command-privacy-about = 保存了你的什麼、保存多久、怎麼刪除
command-settings = 設定
command-settings-about = 選擇我在本伺服器怎樣回答
command-language = 語言
command-language-about = 選擇我用哪種語言回答你（在任何地方）
command-admin = 管理
command-admin-about = 僅限伺服器管理員
command-reindex = 重建索引
command-reindex-about = 依檔案的變動更新索引
command-status = 狀態
command-status-about = 查看機器人的狀態
command-add = 新增
command-add-about = 為本伺服器新增一個來源檔案
command-remove = 移除
command-remove-about = 刪除本伺服器自己的一個來源
command-channel = 頻道
command-channel-about = 回答一個頻道裡的每則訊息
command-feedback = 評價
command-feedback-about = 匯出本伺服器的評價
command-gaps = 待補充
command-gaps-about = 來源沒能回答的問題，依意思歸類
command-why = 依據
command-why-about = 一個回答是怎麼來的：比較了哪些句子
menu-ask = 針對這則訊息提問
menu-check = 與來源核對
menu-export = 匯出為 Markdown
menu-add = 加入來源
name-dry-run = 僅預覽
name-question = 問題
name-source = 來源
name-language = 語言
name-private = 僅自己可見
name-topic = 話題
name-length = 句數
name-since = 起始日期
name-until = 截止日期
name-query = 內容
name-full = 全部重建
name-file = 檔案
name-channel = 頻道
name-days = 天數
name-message = 訊息
name-answers = 是否回答
option-question = 你想知道什麼，中文英文都可以
option-source = 只根據這個來源回答
option-language = 用這種語言回答
option-private = 回答只有你看得到
option-summary-source = 只摘要這個來源
option-topic = 摘要來源裡關於這個話題的內容
option-length = 最多幾句話
option-since = 只摘要這一天（月、年）及以後發表的來源，如 2025-01-31
option-until = 只摘要這一天（月、年）及以前發表的來源，如 2025-01-31
option-query = 要尋找的內容
option-dry-run = 只顯示會有什麼變化
option-full = 重新建立所有伺服器共用的整個索引（僅限機器人的維護者）
option-file = 要新增的檔案；不選則開啟表單
option-remove = 要刪除的來源
option-channel = 頻道或論壇
option-answers = 是否回答裡面的每則訊息
option-days = 查看最近多少天（預設 30）
option-own-language = 中文、英文，或你提問的語言
option-message = 回答的連結或 ID（在訊息選單裡選「複製訊息連結」）
option-private-report = 報告只有你看得到（預設）

# 回答是怎麼來的（footnote ask --why）
why-answered = 證據足夠。最佳句子能回答的機率：{ $best }（須高於 { $threshold }）；所找到的內容都答不了的機率：{ $none }（或須低於 { $most }）。
why-refused = 證據不足。最佳句子能回答的機率：{ $best }（須高於 { $threshold }）；所找到的內容都答不了的機率：{ $none }（或須低於 { $most }）。
why-sentence = { $probability } · 第 { $rank } 段 · 閱讀模型 { $reading } · 語意 { $meaning } · 詞語 { $words } · { $title }
why-denied = 語言模型複核後略去：{ $sentence }
why-nothing = 無法說明：這不是我的回答，或者回答的時候還沒有保存這些資訊。
why-unknown = –
why-step-search = 檢索 { $milliseconds } 毫秒
why-step-weigh = 閱讀 { $milliseconds } 毫秒
why-step-answer = 作答 { $milliseconds } 毫秒

# footnote doctor 的檢查結果
doctor-finding =
    { $subject ->
        [settings] 設定
        [sources] 來源
        [model] 嵌入模型
        [reader] 閱讀模型
        [index] 索引
        [chat-model] 對話模型
       *[discord] Discord
    }：{ $message }
doctor-none = 無
doctor-setting-perhaps = { $name }（也許是 { $meant }）
doctor-settings = 環境變數裡設定了：{ $names }；其餘取自 .env，或用預設值。
doctor-settings-unknown = .env 裡的 { $names } 不是 Footnote 的設定：正確的名稱請看 .env.example。
doctor-sources = { $folder } 裡有 { $count } 個來源。
doctor-sources-lacking = { $folder } 裡有 { $count } 個來源。其中 { $sources } 有五分之一以上的內容被略去：用 `footnote read FILE` 可以查看略去了什麼、為什麼。
doctor-sources-more = { $sources } 以及另外 { $count } 個
doctor-sources-failed = 能讀的有 { $count } 個，讀不了的有 { $lost } 個（{ $failed }）：請修正或移走這些檔案。
doctor-embedder = { $name } 每次讀 { $tokens } 個詞元。
doctor-reader = 由 { $name } 選出答句。
doctor-reader-none = 沒有：只憑詞語和向量選出答句。
doctor-index = 來源 { $sources } 個，段落 { $passages } 個。
doctor-index-none = { $folder } 裡還沒有索引：請執行 `footnote index`。
doctor-index-stale = 比 { $folder } 裡的檔案舊，或是另一個版本的 Footnote 建立的：請執行 `footnote index`。
doctor-chat-model = 回答由 { $address } 的 { $model } 撰寫。
doctor-chat-model-learnt = 回答由 { $address } 的 { $model } 撰寫。已得知的特性：{ $learnt }。
doctor-chat-model-none = 沒有：回答直接引用來源的原句。
doctor-chat-model-fails = 串流請求：{ $streamed }一次性請求：{ $whole }
doctor-chat-model-whole = 收到了回答。
doctor-discord = 機器人不需要特權 Intent；用 { $invitation } 邀請它，或用 { $installation } 只為自己安裝
doctor-discord-content = 機器人需要 Message Content Intent（因為 ASK_CHANNELS=true）；用 { $invitation } 邀請它，或用 { $installation } 只為自己安裝
doctor-discord-none = 沒有設定 DISCORD_TOKEN：`footnote run` 需要它，`footnote demo` 不需要。
doctor-discord-malformed = DISCORD_TOKEN 不是機器人權杖的樣子：請重新複製。

# footnote doctor --chat-model 的檢查結果
conformance-name =
    { $name ->
        [streaming] 串流輸出
        [one-piece] 一次性輸出
        [system-role] system 角色
        [budget-field] 輸出上限欄位
        [temperature] 溫度
        [context] 上下文
        [thinking] 思考
       *[usage] 用量
    }
conformance-yes = 支援
conformance-no-stream = 不支援：改為一次傳回
conformance-no-system = 不支援：併入 user 訊息
conformance-no-temperature = 不支援：用模型自己的值
conformance-limit = 超過 { $tokens } 個詞元的提示詞會被拒絕或截斷
conformance-no-limit = 沒有超出
conformance-thinking = 有，在單獨的欄位裡
conformance-no-thinking = 沒有
conformance-counted = 有計數，是估計值的 { $share } 倍
conformance-counted-at-once = 有計數，是估計值的 { $share } 倍；串流輸出時沒有計數，按估計
conformance-not-counted = 沒有計數，按估計
conformance-heading = { $count } 個問題裡有 { $right } 個回答符合預期：
conformance-heading-kept-back = { $count } 個問題裡有 { $right } 個回答符合預期，另有 { $thrown } 份草稿沒有通過核對、被棄用：
conformance-thrown-away = 已棄用：{ $draft }
conformance-outcome = { $outcome ->
        [right] 正確
        [wrong] 錯誤
       *[thrown-away] 已棄用
    }
