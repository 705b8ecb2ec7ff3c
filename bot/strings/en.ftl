# What people read, in English.
refusal-no-evidence = The sources are silent on this: nothing in them answers the question.
refusal-nearest = Nearest sources: { $titles }
list-separator = {"; "}
note-original-language =
    { $language ->
        [zh] In the sources' own words, which are Chinese:
       *[other] In the sources' own words, which are English:
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
