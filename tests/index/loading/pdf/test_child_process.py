"""A PDF that breaks pdfium breaks nothing else."""

import os
import signal
import threading
import time

import pytest

from index.errors import SourceUnreadableError
from index.loading.pdf.child_process import PdfProcess
from pdf_files import Text, make_pdf

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system")


@pytest.fixture
def process():
    opened = PdfProcess(most_seconds=60)
    yield opened
    opened.close()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(make_pdf([[Text(40, 700, "灯塔 The light")]], title="Light"))
    return path


@pytest.fixture
def endless(tmp_path):
    """A file that is never read to its end."""
    path = tmp_path / "endless.pdf"
    os.mkfifo(path)
    return path


def texts(pages):
    return [row.text for row in pages[0]]


def test_files_are_read_one_after_the_other_by_one_process(process, page):
    rows, scanned, properties = process.read(page, "page.pdf")
    first = process.pid
    assert [(row.text, row.page) for row in rows] == [("灯塔 The light", 1)]
    assert (scanned, properties["Title"]) == ([], "Light")
    assert texts(process.read(page, "page.pdf")) == ["灯塔 The light"]
    assert process.pid == first


def test_where_the_process_breaks_down_the_file_is_named_and_the_next_is_read(process, page, endless):
    process.read(page, "page.pdf")
    breaks = threading.Timer(0.5, os.kill, [process.pid, signal.SIGSEGV])
    breaks.start()
    with pytest.raises(SourceUnreadableError, match=r"endless\.pdf cannot be read: it breaks the program"):
        process.read(endless, "endless.pdf")
    breaks.join()
    assert texts(process.read(page, "page.pdf")) == ["灯塔 The light"]


def test_a_file_that_takes_for_ever_is_given_up(page, endless):
    process = PdfProcess(most_seconds=0.5)
    with pytest.raises(SourceUnreadableError, match="print it to PDF anew"):
        process.read(endless, "endless.pdf")
    process.close()


def test_a_process_that_died_meanwhile_is_started_again(process, page):
    process.read(page, "page.pdf")
    first = process.pid
    os.kill(first, signal.SIGKILL)
    while process.pid:
        time.sleep(0.01)
    assert texts(process.read(page, "page.pdf")) == ["灯塔 The light"]
    assert process.pid != first


def test_the_reason_of_the_process_is_that_of_the_file(process, tmp_path):
    (tmp_path / "a.pdf").write_text("no PDF at all")
    with pytest.raises(SourceUnreadableError, match="it is not a PDF"):
        process.read(tmp_path / "a.pdf", "a.pdf")
