# The texts that people read, in English.
refusal-no-evidence = No answer to this was found in the sources.
refusal-near =
    No certain answer was found. Could this be it?
    { $title }: “{ $quote }”
refusal-lacking =
    { $notes }
    { $title }: “{ $quote }”
note-lacking =
    { $kind ->
        [written] For “{ $name }”, the source only has “{ $written }” under “{ $field }”.
        [empty] For “{ $name }”, the source leaves “{ $field }” empty.
       *[absent] For “{ $name }”, the source gives no “{ $field }”.
    }
refusal-unknown-name = The sources are silent on this: no passage that was found mentions { $names }.
name-quoted = “{ $name }”
refusal-nearest = Nearest sources: { $titles }
list-separator = {"; "}
note-read-as = Read as: “{ $question }”
note-part-silent = No answer was found for “{ $question }”.
note-statements = { $speaker } says in the sources:
note-original-language =
    { $language ->
        [zh] In the sources' own words, which are Chinese:
       *[other] In the sources' own words, which are English:
    }
note-under-heading = Under “{ $heading }”:
note-compared =
    { $column ->
        [none]
            { $count ->
                [one] The only line compared:
               *[other] Of { $count } lines compared:
            }
       *[other]
            { $count ->
                [one] The only row compared by “{ $column }”:
               *[other] Of { $count } rows compared by “{ $column }”:
            }
    }
refusal-unsupported = An answer was written, but the sources it cites support none of it, so it is not shown.
note-dropped =
    { $count ->
        [one] One sentence was left out because the sources do not support it.
       *[other] { $count } sentences were left out because the sources do not support them.
    }
draft = Draft, not yet checked against the sources
note-budget = Today's budget for written answers is used up, so this is quoted from the sources.
note-model-failed =
    { $problem ->
        [unavailable] The chat model cannot be reached, so here are the sources' own words:
        [timeout] The chat model took too long, so here are the sources' own words:
        [busy] The chat model is too busy, so here are the sources' own words:
        [refused] The chat model would not answer this, so here are the sources' own words:
        [unsupported] What the chat model wrote is not supported by the sources, so here are their own words:
       *[other] The chat model gave no usable answer, so here are the sources' own words:
    }
note-model-silent = The chat model found no answer, but the sources say:
refusal-model-failed =
    { $problem ->
        [unavailable] The chat model cannot be reached, and no single sentence answers for sure.
        [timeout] The chat model took too long, and no single sentence answers for sure.
        [busy] The chat model is too busy, and no single sentence answers for sure.
        [refused] The chat model would not answer this, and no single sentence does for sure.
       *[other] The chat model gave no usable answer, and no single sentence answers for sure.
    }
summary-silent = The sources are silent on this topic.
summary-nothing = There is nothing to sum up: the sources contain no sentences.
note-quoted-as-is =
    { $language ->
        [zh] Text that is only in Chinese is quoted in the original:
       *[other] Text that is only in English is quoted in the original:
    }
section-transcript = transcript
section-summary = summary
section-article = article
location-page = page { $number }
location-slide = slide { $number }
location-chapter = chapter { $number }
location-row = row { $number }
location-sheet = sheet “{ $name }”,
location-table = table { $number },
title-quoted = { $title }
note-more-rows =
    { $shown ->
        [one] The first of { $count }:
       *[other] The first { $shown } of { $count }:
    }
also-in = also in { $titles }
note-older-version = An older version ({ $date }) says: { $text }
says = said by { $speaker }
place-speaker = { $where } ({ $speaker })
terminal-greeting = Hello! Ask me anything about the sources, in English or Chinese. `footnote sources` lists them.
terminal-thanks = You are welcome.
terminal-goodbye = Goodbye!
terminal-who = I answer questions from your sources, in English or Chinese, and show for each sentence where it stands. `footnote sources` lists them, `footnote --help` says more.
terminal-follow-up = I do not know what this follows. Say in one sentence what it is about, or give the question before it with --after.
prompt-stopped = Stopped. Ask again, or press Ctrl-D to end.
prompt-hint = Ask one question after the other. Ctrl-C stops an answer, Ctrl-D ends.
dictionary-unpacking = Unpacking the dictionary into { $folder }; this happens once and takes about ten seconds.
index-waiting = Another process is building the index; waiting for it.
index-building = There is no index yet; building it from { $folder }.
index-rebuilding = The index was made with the model of an earlier version of Footnote; building it anew from { $folder }.
index-copying = Copying the index from the Chroma server at { $server }; this happens once.
index-progress = Indexing
index-stale = The files in { $folder } have changed since the index was built, or Footnote was updated: run `footnote index` to bring it up to date.
index-report = { $added } added, { $updated } updated, { $unchanged } unchanged, { $removed } removed, { $failed } failed; { $chunks ->
        [one] 1 passage
       *[other] { $chunks } passages
    } in { $seconds } s.
index-dry-run = Planned: { $added } to add, { $updated } to update, { $unchanged } unchanged, { $removed } to remove, { $failed } failed.
index-failed = Not read: { $path }: { $reason }
omission-rule =
    { $rule ->
        [link-bar] rows of links
        [caption] captions, advertisements, signatures
        [notice] buttons and notices
        [related] links to other pages
        [over-text] lines over the text
        [short-line] short lines
        [page-frame] what frames each page
       *[outside] outside the article
    }
index-left-out = Left out of { $source }: { $omission }
index-left-out-more = … and of { $count } more; `footnote read FILE` shows what was left out of a file.
omission = { $percent }% ({ $kinds })
omission-kind =
    { omission-rule }: { $count ->
        [one] { $count } character
       *[other] { $count } characters
    }
read-sections =
    { $count ->
        [one] { $count } section:
       *[other] { $count } sections:
    }
read-passages =
    { $count ->
        [one] { $count } passage:
       *[other] { $count } passages:
    }
read-left-out = Left out: { $omission }
read-nothing-left-out = Nothing was left out.
read-field =
    { $field ->
        [author] Author
        [publisher] Publisher
        [published] Date
        [url] Address
        [languages] Languages
        [speakers] Speakers
       *[title] Title
    }: { $value }
passage-heading = { $rank }. { $title } · { $section }
source-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
stopped = Stopped.
stopped-indexing = Stopped. What was indexed so far is kept; the next run continues from there.
failure = Error: { $message }
setting-misspelt = .env sets { $name }, which is no setting of Footnote: did you mean { $meant }?
setting-line-unclear = Line { $line } of .env is left out, as it is no setting: write NAME=value, and close every quotation mark.
unexpected = Something unexpected went wrong ({ $error }). Run `footnote --debug` with the same command to see where, and please report it.

# On Discord: answers and their buttons.
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
button-wider = More passages
button-nearest = Nearest passages
button-delete = Delete
button-previous = ◀ Before
button-next = After ▶
button-previous-page = ◀ Previous
button-next-page = Next ▶
button-original = Original
button-cancel = Cancel
open-footnote = Open a footnote
passage-changed = The source has changed since it was cited. This is the passage as it was then.
answer-in-file = The whole answer is in the file.
rest-in-file = Discord takes no more messages from me here: the rest is in the file.
answer-gone = This answer no longer exists.
loading = I have just started and am still loading my model. Your answer will appear here in a moment.
ask-nothing = Ask me something about the sources, in English or Chinese. /help explains how.
unreadable-picture = I read words only, not pictures or videos. Please write your question.
unreadable-file = I read the words of a message only, not the files in it. Admins can add files to the sources with /admin add.
unreadable-card = There are no words in this message that I can read: what it shows is a card of another app.
unreadable-role-mention = You mentioned my role, and there Discord does not show me what you wrote. Please mention me myself: { $bot }
unreadable-sticker = I read words only, not stickers or polls. Please write your question.
unreadable-own-card = This is one of my own cards. To ask on, reply to it; its buttons open the passages.
small-talk-greeting = Hello! Ask me anything about the sources, in English or Chinese. /sources shows what there is.
small-talk-thanks = You are welcome. If something was wrong or missing, 👎 under the answer tells the admins.
small-talk-goodbye = Goodbye! What you asked stays here for when you come back.
small-talk-who = I answer questions from the sources of this place, in English or Chinese, and show for each sentence where it stands. /sources lists them, /help says more.
small-talk-follow-up = I do not know what this follows. Reply to one of my answers, or say in one sentence what it is about.
forgotten =
    { $count ->
        [0] There was nothing to forget.
       *[other] Deleted: what you asked here, with the answers and votes. Your next question starts afresh.
    }
privacy =
    {""}**What I keep**: your questions, my answers with their passages, your votes, and how much of the chat model you use. This lets buttons and follow-ups work later. { $days ->
        [0] It stays until you or an admin deletes it.
        [one] It is deleted after one day.
       *[other] It is deleted after { $days } days.
    } Where I leave a server, its data go after { $left } days.

    {""}**Who sees it**: admins of this server see questions that were voted on, without names. Private answers and direct messages are for you alone.

    {""}**How to delete it**: *Delete* under an answer, /forget for what you asked here, or the button below for everything, on all servers.
button-erase = Erase all my data
erased =
    { $count ->
        [0] I keep nothing of yours.
       *[other] Deleted: all your questions, answers and votes, on all servers.
    }
check-heading = Checked against the sources
check-verdict =
    { $verdict ->
        [supported] ✅ Supported: { $statement }
        [contradicted] ❌ The sources say otherwise: { $statement }
       *[absent] ➖ Not in the sources: { $statement }
    }
check-says = “{ $quote }”
vote-thanks = Thank you. Your vote is stored with the question and the passages.
vote-why = What was wrong?
vote-why-label = One sentence is enough
similar-posts = Earlier posts that may help: { $posts }
solved = The post is now marked as *{ $tag }*.
solved-not-allowed = I cannot mark the post as *{ $tag }*: I need the *Manage Threads* permission.
delete-not-yours = Only the person who asked, or members who can manage messages here, can delete this.

# On Discord: looking around.
sources-none = There are no sources yet.
sources-heading =
    { $count ->
        [one] One source
       *[other] { $count } sources · page { $page } of { $pages }
    }
search-heading = Passages closest to: { $query }
search-none = No matching passages were found.
summary-heading = Summary: { $of }
summary-all = all sources
help =
    {""}**Ask me about the sources, in English or Chinese.** I answer in the language you ask in, and every footnote opens the passage it rests on. Where the sources are silent, I say so.

    {""}**How to ask**: mention me, reply to me, send me a direct message, or use /ask. Right-click a message (on a phone, press and hold it), then Apps: *Ask about this*, or *Check against the sources*. In a thread or a reply I know what you asked before; /forget starts afresh.
    {""}**Look around**: /sources lists the sources, /search shows passages, /summary sums up a source, a topic or everything.
    {""}**Buttons**: [1] opens a footnote. 👍 👎 tell us how good the answer is. *Delete* removes it.
help-guest = **Here** I am your own app, not a member: I see no messages, so ask with /ask, in follow-ups too, and what a server added itself is not searched.

# On Discord: admins.
reindex-progress =
    { $total ->
        [0] reading the files
        [one] { $done } of 1 source
       *[other] { $done } of { $total } sources
    }; { $embedded ->
        [one] 1 passage
       *[other] { $embedded } passages
    } indexed
reindex-running = A reindex is already running.
reindex-stopping = Stopping. What was indexed so far is kept, and the old index continues to answer.
reindex-stopped = The reindex was stopped. What was indexed so far is kept; the next one continues from there.
status-index = **Index**: { $sources ->
        [one] 1 source
       *[other] { $sources } sources
    }, { $passages ->
        [one] 1 passage
       *[other] { $passages } passages
    }
status-model =
    { $ready ->
        [yes] **Model**: { $model }
       *[no] **Model**: { $model } (loading)
    }
status-uptime = **Uptime**: { $hours } h { $minutes } min
status-questions = **Questions**: { $count }; median time of the last 100 answers: { $milliseconds } ms; waiting now: { $waiting }
status-writer = **Chat model**: { $model }. Today: { $today-answers ->
        [one] 1 answer
       *[other] { $today-answers } answers
    }, { $today-tokens ->
        [one] 1 token
       *[other] { $today-tokens } tokens
    }, cost { $today-cost }. In total: { $all-answers ->
        [one] 1 answer
       *[other] { $all-answers } answers
    }, { $all-tokens ->
        [one] 1 token
       *[other] { $all-tokens } tokens
    }, cost { $all-cost }
status-commands =
    { $problem ->
        [limit] **Commands**: Discord takes no more changes of them today (200 a day).
        [busy] **Commands**: Discord asks to wait before it takes them.
        [refused] **Commands**: Discord did not accept them; the log says why.
       *[unreachable] **Commands**: Discord could not take them because of a failure of its own.
    } The former ones go on working. I try again every hour.
status-failure = `{ $reference }` · { $time } · { $kind }
status-no-failures = No failures.
adding = Reading: { $sources } …
added = Added: { $sources }. You can ask about it now.
added-later = Added: { $sources }. Another reindex is running; after the next /admin reindex it can be asked about.
add-refused = Not added: { $name }. { $reason }
add-links-off = The person who runs the bot has not allowed links (UPLOAD_LINKS).
add-nothing = This message has neither files nor links.
removed = Deleted: { $source }. It is no longer used.
channel-set = From now on I answer every message in { $channel }.
channel-unset = From now on I answer in { $channel } only when I am mentioned.
channel-no-intent = Ask channels are switched off. The person who runs the bot has to set ASK_CHANNELS=true and allow the Message Content Intent in Discord's developer portal.
votes =
    { $count ->
        [one] One vote, as a JSON object.
       *[other] { $count } votes, one JSON object a line.
    }
upload-title = Add sources
upload-label = Documents, tables, subtitles, pages or text

# On Discord: the settings of a server.
settings-heading = Settings of this server
settings-about = Changes take effect at once.
settings-none = None chosen
settings-language = Language of answers
settings-language-option =
    { $value ->
        [en] Always English
        [zh] Always Chinese
       *[question] The language of the question
    }
settings-private = Answers to /ask and /summary, where nothing else is asked for
settings-private-option =
    { $value ->
        [asker] Only who asked sees them
       *[everybody] Everybody in the channel sees them
    }
settings-roles = Further admins: who has one of these roles (for Discord to show them the commands, allow them in Server Settings, Integrations)
settings-all = Channels where I answer every message
settings-likely = Channels where I answer only what looks like a question, and say nothing if the sources do not answer it
settings-report = Channel that gets a weekly list of what the sources did not answer
settings-digest = Channel that gets a weekly summary of new sources, with footnotes
settings-threads = Channels where each answer gets a thread of its own (follow-ups there need no mention)
settings-lacking-threads = I cannot open threads in { $channels }, so I answer in the channel. I need the *Create Public Threads* permission.
settings-channel = Limit a channel to some of the sources
settings-limited = Limited to some of the sources: { $channels }
settings-sources = **Sources that are asked in { $channel }**: without a choice, all of them.
settings-all-sources = All sources
settings-more-sources = The first { $count } are shown.
button-back = Back

gaps-heading =
    { $days ->
        [one] What the sources did not answer since yesterday
       *[other] What the sources did not answer in the last { $days } days
    }
gaps-none =
    { $days ->
        [one] Since yesterday every question was answered, and nobody complained.
       *[other] In the last { $days } days every question was answered, and nobody complained.
    }
gaps-refused =
    { $count ->
        [one] refused once
       *[other] refused { $count } times
    }
gaps-disapproved =
    { $count ->
        [one] one 👎
       *[other] { $count } 👎
    }
gaps-wordings = Also asked as: { $questions }
gaps-suggestion = A source on this would help: { $subjects }
gaps-check = The answers cite { $titles }: is that up to date and complete?
gaps-more =
    { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }
button-add-sources = Add sources

# On Discord: how to begin.
welcome = Hello! I answer questions from your sources, in English or Chinese, and show for each sentence where it stands.
welcome-sources =
    { $count ->
        [0] There are no sources yet.
        [one] There is one source so far; /sources shows it.
       *[other] There are { $count } sources so far; /sources lists them.
    }
first-steps =
    {""}1. **Add sources**: documents, tables, subtitles, web pages or text. Or choose *Apps*, *Add to the sources* in the menu of a message with files.
    {""}2. **Choose a channel** where I answer every message. Elsewhere, mention me or use /ask.
    {""}3. **Try a question**, and tap [1] under the answer to see where it stands.
button-choose-channel = Choose a channel
button-try = Try a question
try-label = Your question, in English or Chinese

digest-heading =
    { $count ->
        [one] New in the sources this week
       *[other] New in the sources this week: { $count } sources
    }
language-as-asked = The language of my question
language-set =
    { $language ->
        [en] From now on I answer you in English, everywhere.
        [zh] From now on I answer you in Chinese, everywhere.
       *[question] From now on I answer you in the language of your question.
    }
exported = The answer as a Markdown file, with the quoted words.
export-nothing = This message is not one of my answers, or it was deleted.

# On Discord: errors.
error-no-words = There are no words in that to search for. Please ask in words, in English or Chinese.
error-too-long =
    { $unit ->
        [words] That has { $count } words (a Chinese character counts as one), and I can search for { $most } at most. Please put it more briefly.
       *[characters] That has { $count } characters, and I can search for { $most } at most. Please put it more briefly.
    }
error-too-often =
    { $seconds ->
        [one] Too many questions at once. Please ask again in a second.
       *[other] Too many questions at once. Please ask again in { $seconds } seconds.
    }
error-busy =
    { $waiting ->
        [one] Another question is already waiting. Please ask again in a minute.
       *[other] { $waiting } questions are already waiting. Please ask again in a minute.
    }
error-unknown-source = There is no source “{ $source }”. Use /sources to list all sources.
error-day = “{ $text }” is not a date. Please write it as 2025-01-31, 2025-01 or 2025.
error-period = No source has a publication date in this period. Use /sources to see the dates.
error-index-missing = There is no index yet. If it is not being built right now, an admin can start it with /admin reindex.
error-sources-missing = There are no sources that can be read. The person who runs the bot has to put files in the sources folder.
error-index-other-model = The index was built with another model. The person who runs the bot has to run /admin reindex with the option full.
error-model = The model cannot be loaded. The person who runs the bot can find the reason in the log.
error-index-conflict = The index of this bot and the one on its Chroma server are two different ones. The person who runs the bot can run `footnote index`, which says what to do.
error-index-damaged = The index cannot be opened. The person who runs the bot has to run /admin reindex with the option full.
error-upload =
    { $problem ->
        [size] The file is empty or larger than { $most } MB.
        [type] Files of this type cannot be read. These can: { $types }
        [name] This file name cannot be used. Please rename the file.
        [text] The file is not text in UTF-8 or GB18030.
       *[missing] This is not a file of this server, so it cannot be deleted here.
    }
error-admins-only = Only members who can manage this server, or who have an admin role for this bot, can use this.
delete-private-late = Only you see the other parts of this answer, and Discord lets me delete them for fifteen minutes only. Please choose *Dismiss message* under each of them.
delete-guest-late = I am not a member here, so Discord let me delete the other parts of this answer for fifteen minutes only. Members who can manage messages can delete them.
button-unknown = This button is from another version of me. Please ask again.
undelivered-not-allowed = I am not allowed to write in { $channel }, so here is your answer.
undelivered-thread-closed = The thread { $channel } has been closed, so here is your answer.
undelivered-automod = AutoMod on that server did not let my answer through in { $channel }, so here it is.
undelivered-channel-gone = The channel you asked in no longer exists, so here is your answer.
undelivered-too-late = Discord no longer waited for this answer, so here it is.
undelivered-follow-ups = Discord takes no more messages from me in { $channel }, so here is the rest of your answer.
undelivered-cannot-reach = { $person }, I could not show you the answer, and you do not take direct messages from me. Please ask again, or allow direct messages from this server.
error-too-late = Discord did not wait for me. Please try again.
error-owner-only = This changes the index for all servers, so only the person who runs the bot can do it.
reindex-over = That reindex is already over.
error-unexpected = Something unexpected went wrong. Please give this reference to the person who runs the bot: { $reference }

# Names on Discord: lower case, unique in each language.
command-ask = ask
command-ask-about = Ask the sources a question
command-sources = sources
command-sources-about = List the sources
command-search = search
command-search-about = Show the passages closest to a query
command-summary = summary
command-summary-about = Sum up a source, a topic, or all sources; every point cited
command-help = help
command-help-about = What I can do and how to ask
command-forget = forget
command-forget-about = Delete what you asked here; later questions start afresh
command-privacy = privacy
command-privacy-about = What I keep about you, for how long, and how to erase it
command-settings = settings
command-settings-about = Choose how I answer on this server
command-language = language
command-language-about = Choose the language I answer you in, everywhere
command-admin = admin
command-admin-about = For server admins only
command-reindex = reindex
command-reindex-about = Bring the index up to date with the files
command-status = status
command-status-about = Show the state of the bot
command-add = add
command-add-about = Add a file to this server's own sources
command-remove = remove
command-remove-about = Delete one of this server's own sources
command-channel = channel
command-channel-about = Answer every message in a channel
command-feedback = feedback
command-feedback-about = Export this server's votes
command-gaps = gaps
command-gaps-about = Questions the sources did not answer, grouped by meaning
command-why = why
command-why-about = How I came to an answer: what was weighed
menu-ask = Ask about this
menu-check = Check against the sources
menu-export = Export as Markdown
menu-add = Add to the sources
name-dry-run = dry-run
name-question = question
name-source = source
name-language = language
name-private = private
name-topic = topic
name-length = length
name-since = since
name-until = until
name-query = query
name-full = full
name-file = file
name-channel = channel
name-days = days
name-message = message
name-answers = answers
option-question = What you want to know, in English or Chinese
option-source = Answer from this source only
option-language = Answer in this language
option-private = Show the answer only to you
option-summary-source = Sum up this source only
option-topic = Sum up what the sources say on this topic
option-length = The most sentences the summary may have
option-since = Only sources published on or after this: 2025-01-31, 2025-01 or 2025
option-until = Only sources published on or before this: 2025-01-31, 2025-01 or 2025
option-query = What to search for
option-dry-run = Only show what would change
option-full = Build the whole index anew, for all servers (only for who runs the bot)
option-file = The file; without it, a form opens
option-remove = The source to delete
option-channel = A channel or forum
option-answers = Whether to answer every message in it
option-days = How many days back (default 30)
option-own-language = English, Chinese, or the language of each question
option-message = The link or the id of the answer (its menu has Copy Message Link)
option-private-report = Show the report only to you (the default)

# How it came to an answer (footnote ask --why)
why-answered = Enough for an answer. Best sentence against none: { $best } (over { $threshold } needed). Nothing found answers: { $none } (or under { $most }).
why-refused = Not enough for an answer. Best sentence against none: { $best } (over { $threshold } needed). Nothing found answers: { $none } (or under { $most }).
why-sentence = { $probability } · passage { $rank } · reader { $reading } · meaning { $meaning } · words { $words } · { $title }
why-denied = Left out after the chat model's second opinion: { $sentence }
why-nothing = I cannot explain this: it is not one of my answers, or it was given before I kept that.
why-unknown = –
why-step-search = search { $milliseconds } ms
why-step-weigh = reading { $milliseconds } ms
why-step-answer = answer { $milliseconds } ms

# What footnote doctor finds
doctor-finding =
    { $subject ->
        [settings] settings
        [sources] sources
        [model] model
        [reader] reader
        [index] index
        [chat-model] chat model
       *[discord] discord
    }: { $message }
doctor-none = none
doctor-setting-perhaps = { $name } (perhaps { $meant })
doctor-settings = set in the environment: { $names }; others come from .env, or are defaults.
doctor-settings-unknown = .env sets { $names }, which are no settings of Footnote: see .env.example for the names.
doctor-sources = { $count } in { $folder }.
doctor-sources-lacking = { $count } in { $folder }. More than a fifth was left out of { $sources }: `footnote read FILE` shows what, and why.
doctor-sources-more = { $sources } and { $count } more
doctor-sources-failed = { $count } can be read, { $lost } cannot ({ $failed }): correct or remove these files.
doctor-embedder = { $name } reads { $tokens ->
        [one] 1 token
       *[other] { $tokens } tokens
    } at a time.
doctor-reader = { $name } chooses the sentence that answers.
doctor-reader-none = none: words and vectors alone choose the sentence that answers.
doctor-index = sources: { $sources }, passages: { $passages }.
doctor-index-none = there is none in { $folder } yet: run `footnote index`.
doctor-index-stale = older than the files in { $folder }, or made by another version of Footnote: run `footnote index`.
doctor-chat-model = { $model } at { $address } writes the answers.
doctor-chat-model-learnt = { $model } at { $address } writes the answers. Learnt of it: { $learnt }.
doctor-chat-model-none = none: answers are quoted from the sources.
doctor-chat-model-fails = streamed: { $streamed } In one piece: { $whole }
doctor-chat-model-whole = an answer in one piece came.
doctor-discord = the bot needs no privileged intent; invite it with { $invitation } or, for yourself alone, install it with { $installation }
doctor-discord-content = the bot needs the Message Content Intent (ASK_CHANNELS=true); invite it with { $invitation } or, for yourself alone, install it with { $installation }
doctor-discord-none = DISCORD_TOKEN is not set: `footnote run` needs it, `footnote demo` does not.
doctor-discord-malformed = DISCORD_TOKEN does not have the form of a bot token: copy it again.

# What footnote doctor --chat-model finds
conformance-name =
    { $name ->
        [streaming] streaming
        [one-piece] one piece
        [system-role] system role
        [budget-field] budget field
        [temperature] temperature
        [context] context
        [thinking] thinking
       *[usage] usage
    }
conformance-yes = yes
conformance-no-stream = refused: answers come in one piece
conformance-no-system = refused: it is part of the user message
conformance-no-temperature = refused: the model's own
conformance-limit = prompts of more than { $tokens ->
        [one] 1 token
       *[other] { $tokens } tokens
    } are refused or cut
conformance-no-limit = not exceeded
conformance-thinking = seen, in a field of its own
conformance-no-thinking = not seen
conformance-counted = counted, { $share } of the estimate
conformance-counted-at-once = counted, { $share } of the estimate, but not in streams: estimated there
conformance-not-counted = not counted: estimated
conformance-heading = { $right } of { $count ->
        [one] 1 question
       *[other] { $count } questions
    } answered as expected:
conformance-heading-kept-back = { $right } of { $count ->
        [one] 1 question
       *[other] { $count } questions
    } answered as expected, { $thrown ->
        [one] 1 draft
       *[other] { $thrown } drafts
    } thrown away by the checks:
conformance-thrown-away = thrown away: { $draft }
conformance-outcome = { $outcome ->
        [right] right
        [wrong] wrong
       *[thrown-away] thrown away
    }
