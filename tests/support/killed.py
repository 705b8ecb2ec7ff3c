"""Processes that are killed, or run out of room, in the middle of a reindex."""

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
from pathlib import Path

# Forked from a process that has imported everything and opened nothing, so that each costs little.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["killed", "embedders", "index.build", "index.loading.markdown", "index.loading.plain", "chromadb"]
)
_STORAGE = f"{os.sep}index{os.sep}storage{os.sep}"


def reindex_killed_at(step, settings, *, full=False):
    """Reindex in a process of its own that is killed at a call of ``index.storage``; whether it was killed."""
    return _run(_reindex, settings, full, step) == -signal.SIGKILL


def count_steps(settings, *, full=False):
    """How many calls of ``index.storage`` a reindex makes."""
    counted = Path(f"{settings.data_dir}-steps")
    assert _run(_reindex, settings, full, 0, counted) == 0
    return int(counted.read_text())


def reindex_with_room(size, settings, *, full=False):
    """Reindex in a process that cannot make any file larger than a size; the sentence of its error, empty for none."""
    told = Path(f"{settings.data_dir}-told")
    told.write_text("")
    _run(_reindex_within, size, settings, full, told)
    return told.read_text("utf-8")


def said_without_rights(settings, *, asks):
    """Ask or reindex in a process that the permissions of files hold for, also where it is root's; what its error says."""
    told = Path(f"{settings.data_dir}-told")
    told.write_text("")
    _run(_work_without_rights, settings, asks, told)
    return told.read_text("utf-8")


def _run(work, *arguments):
    process = _CONTEXT.Process(target=work, args=arguments)
    process.start()
    process.join()  # however busy the machine is; a test has a time limit of its own
    return process.exitcode


def _reindex(settings, full, step, counted=None):
    from embedders import HashingEmbedder  # noqa: PLC0415
    from index import reindex  # noqa: PLC0415

    calls = 0

    def count(frame, event, _argument):
        nonlocal calls
        if event == "call" and _STORAGE in frame.f_code.co_filename:
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    reindex(settings, HashingEmbedder(), full=full)
    sys.setprofile(None)
    if counted:
        counted.write_text(str(calls))


def _reindex_within(size, settings, full, told):
    from embedders import HashingEmbedder  # noqa: PLC0415
    from index import SearchIndexError, reindex  # noqa: PLC0415

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        reindex(settings, HashingEmbedder(), full=full)
    except SearchIndexError as error:
        told.write_text(str(error), "utf-8")
    except BaseException as error:
        told.write_text(f"UNEXPECTED {type(error).__name__}: {error}", "utf-8")
        raise


def _work_without_rights(settings, asks, told):
    from embedders import HashingEmbedder  # noqa: PLC0415
    from index import SearchIndexError, open_retriever, reindex  # noqa: PLC0415

    _drop_override()
    try:
        if asks:
            with open_retriever(settings, HashingEmbedder()) as retriever:
                retriever.passages("tea")
        else:
            reindex(settings, HashingEmbedder())
    except SearchIndexError as error:
        told.write_text(str(error), "utf-8")
    except BaseException as error:
        told.write_text(f"UNEXPECTED {type(error).__name__}: {error}", "utf-8")
        raise


def _drop_override():
    """Give up root's right to write what is read-only (capabilities 1 and 2 of Linux); without effect for others."""
    libc = ctypes.CDLL(None)
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, data)
    data[0] &= ~0b110
    libc.capset(header, data)
