"""The child process that reindexes: ``python -m bot.service.reindexing``."""

from bot.service.reindexing.child_process import main

main()
