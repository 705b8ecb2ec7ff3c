# What people read, in English.
refusal-no-evidence = The sources are silent on this: nothing in them answers the question.
refusal-nearest = Nearest sources: { $titles }
list-separator = {"; "}
note-original-language =
    { $language ->
        [zh] In the sources' own words, which are Chinese:
       *[other] In the sources' own words, which are English:
    }
refusal-unsupported = An answer was written, but nothing in it stands in the sources it names, so it is not shown.
note-dropped =
    { $count ->
        [one] One sentence was left out: the sources do not bear it out.
       *[other] { $count } sentences were left out: the sources do not bear them out.
    }
draft = Draft, not checked against the sources yet
note-budget = Today’s budget for written answers is used up, so this is quoted from the sources.
note-model-failed =
    { $problem ->
        [unavailable] The chat model cannot be reached, so here are the sources' own words:
        [timeout] The chat model took too long, so here are the sources' own words:
        [busy] The chat model has too much to do, so here are the sources' own words:
        [refused] The chat model would not answer this, so here are the sources' own words:
       *[other] The chat model gave no answer that can be used, so here are the sources' own words:
    }
summary-silent = The sources are silent on this topic.
summary-nothing = There is nothing to sum up: no sentences were found.
note-quoted-as-is =
    { $language ->
        [zh] What is only in Chinese is quoted as it stands:
       *[other] What is only in English is quoted as it stands:
    }
section-transcript = transcript
section-summary = summary
section-article = article
title-quoted = { $title }
says = { $speaker } speaking
index-building = There is no index yet; building it from { $folder }.
index-progress = Indexing
index-stale = The files in { $folder } have changed since the index was built: run `footnote index` to include the changes.
index-report = { $added } added, { $updated } updated, { $unchanged } unchanged, { $removed } removed, { $failed } failed; { $chunks } passages in { $seconds } s.
index-dry-run = Would be: { $added } added, { $updated } updated, { $unchanged } unchanged, { $removed } removed, { $failed } failed.
index-failed = Not read: { $path }: { $reason }
passage-heading = { $rank }. { $title } · { $section }
source-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
stopped = Stopped. What was indexed so far is kept; the next run goes on from there.
unexpected = Something unexpected went wrong ({ $error }). Run the command with --debug to see where, and please report it.

# On Discord: answers and what can be done with them.
language-name =
    { $language ->
        [zh] Chinese
        [mixed] English and Chinese
       *[other] English
    }
button-other-language =
    { $language ->
        [zh] In English
       *[other] 用中文
    }
button-wider = Search wider
button-delete = Delete
button-previous = ◀ Before
button-next = After ▶
button-original = Original
button-cancel = Cancel
open-footnote = Open a footnote
passage-changed = The source has changed since: this is the passage as it was cited.
answer-gone = This answer is not kept any more.
loading = I have only just woken up and am loading my model. Your answer will be here in a moment.
ask-nothing = Ask me something about the sources, in English or Chinese. /help says how.
forgotten =
    { $count ->
        [0] There was nothing to forget.
       *[other] Forgotten: your next question starts afresh.
    }
check-heading = Checked against the sources
vote-thanks = Thank you: it is kept with the question and the passages.
vote-why = What was wrong?
vote-why-label = A sentence is enough
delete-not-yours = Only who asked, or who may manage messages here, can delete this.

# On Discord: looking around.
sources-none = There are no sources yet.
sources-heading = { $count } sources · page { $page } of { $pages }
search-heading = Passages closest to: { $query }
search-none = No passage comes close.
summary-heading = Summary: { $of }
summary-all = all sources
help =
    {""}**Ask me about the sources, in English or Chinese.** I answer in the language you ask in, and every footnote opens the passage it rests on. Where the sources are silent, I say so.

    {""}**How to ask**: mention me, reply to me, write to me directly, or use /ask. Right-click a message, then Apps: *Ask about this*, or *Check against the sources*. In a thread or by reply I know what you asked before; /forget starts afresh.
    {""}**Look around**: /sources lists what I know, /search shows passages, /summary sums up a source, a topic or everything.
    {""}**Buttons**: [1] opens a footnote. 👍 👎 tell us how good the answer is. *Delete* takes it back.

# On Discord: admins.
reindex-progress =
    { $total ->
        [0] reading the files; { $embedded } passages taken in
       *[other] { $done } of { $total } sources; { $embedded } passages taken in
    }
reindex-running = A reindex is going on already.
reindex-stopping = Stopping. What was indexed so far is kept, and the old index goes on answering.
reindex-stopped = The reindex was stopped. What was indexed so far is kept; the next one goes on from there.
status-index = **Index**: { $sources } sources, { $passages } passages
status-model =
    { $ready ->
        [yes] **Model**: { $model }
       *[no] **Model**: { $model } (loading)
    }
status-uptime = **Up**: { $hours } h { $minutes } min
status-questions = **Questions**: { $count }; half of the last hundred within { $milliseconds } ms; waiting now: { $waiting }
status-writer = **Chat model**: { $model }; today { $today-answers } answers, { $today-tokens } tokens, cost { $today-cost }; in all { $all-answers } answers, { $all-tokens } tokens, cost { $all-cost }
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = No failures.
added = Taken in: { $sources }. They are answered from after /admin reindex.
add-nothing = This message has no file.
removed = Deleted: { $source }. It is no longer answered from after /admin reindex.
channel-set = Every message in { $channel } is answered from now on.
channel-unset = Messages in { $channel } are answered only where I am mentioned.
channel-no-intent = Ask channels are switched off. Whoever runs the bot has to set ASK_CHANNELS=true and allow the Message Content Intent on Discord's developer page.
votes = { $count } votes, one JSON object a line.
upload-title = Add sources
upload-label = Text, Markdown, HTML or JSON lines

# On Discord: what went wrong.
error-question = I cannot search for that: ask in words, in English or Chinese, in at most { $most } characters.
error-too-often = That is many questions at once. Please ask again in { $seconds } seconds.
error-busy = { $waiting } questions are waiting already. Please ask again in a minute.
error-unknown-source = There is no source “{ $source }”: /sources lists those there are.
error-day = “{ $text }” is no day: write 2025-01-31, 2025-01 or 2025.
error-period = No source states that it was published in this period: /sources shows the dates.
error-index-missing = There is no index yet. If it is not being built, an admin can start it with /admin reindex.
error-sources-missing = There are no sources that can be read. Whoever runs the bot has to put files in the sources folder.
error-index-other-model = The index was built with another model. An admin has to run /admin reindex with full.
error-model = The model cannot be loaded. Whoever runs the bot finds why in the log.
error-index-damaged = The index cannot be opened. An admin has to run /admin reindex with full.
error-upload =
    { $problem ->
        [size] The file is empty or larger than { $most } MB.
        [type] Files of this type are not read. These are: { $types }
        [name] This file name cannot be used.
        [text] The file is not text.
       *[missing] This is not a file of this server, so it cannot be deleted here.
    }
error-may-not-write = I may not write in { $channel }, so here is your answer.
error-admins-only = Only those who manage this server, or have a role chosen for it, may use this.
error-unexpected = Something unexpected went wrong. Please tell whoever runs the bot this reference: { $reference }

# Names on Discord: lower case, unique in each language.
command-ask = ask
command-ask-about = Ask the sources a question
command-sources = sources
command-sources-about = List what can be asked about
command-search = search
command-search-about = Show the passages closest to a query
command-summary = summary
command-summary-about = Sum up a source, a topic, or all sources; every point cited
command-help = help
command-help-about = What I do and how to ask
command-forget = forget
command-forget-about = Start afresh: let later questions not build on earlier ones
command-admin = admin
command-admin-about = For those who manage the server
command-reindex = reindex
command-reindex-about = Bring the index up to date with the files
command-status = status
command-status-about = How the bot is
command-add = add
command-add-about = Add a file to this server's own sources
command-remove = remove
command-remove-about = Delete one of this server's own sources
command-channel = channel
command-channel-about = Answer every message in a channel
command-feedback = feedback
command-feedback-about = Export this server's votes
menu-ask = Ask about this
menu-check = Check against the sources
menu-add = Add to the sources
name-dry-run = dry-run
option-question = What you want to know, in English or Chinese
option-source = Answer from this source only
option-language = Answer in this language
option-private = Show the answer to you alone
option-summary-source = Sum up this source only
option-topic = Sum up what is said on this
option-length = At most so many sentences
option-since = Only sources published on or after this: 2025-01-31, 2025-01 or 2025
option-until = Only sources published on or before this: 2025-01-31, 2025-01 or 2025
option-query = What to search for
option-dry-run = Only say what would change
option-full = Build the index anew
option-file = The file; without it a form opens
option-remove = The source to delete
option-channel = A channel or forum
option-answers = Whether every message in it is answered
