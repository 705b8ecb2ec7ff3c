"""Mail and saved pages: who wrote when, the text in the encoding it really has, and the address of a page."""

import pytest

from reading import failure_of, placed_lines, read_file

HEAD = 'From: "Mira Sandoval" <mira@example.org>\nSubject: =?utf-8?B?5YGc6L2m6YCa55+l?=\nDate: Tue, 3 Mar 2026 23:30:00 +0800\n'
SENTENCE = "The car park is closed on Friday, from eight in the morning until noon. "


def test_a_mail_states_who_wrote_it_and_when_and_what_is_attached(tmp_path):
    body = "<p>The car park is closed on Friday.</p><p>请停在北门。</p>"
    attached = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=map.pdf\n\nx"
    parts = f"--b\nContent-Type: text/html; charset=utf-8\n\n{body}\n--b\n{attached}\n--b--\n"
    (tmp_path / "a.eml").write_text(
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}", "utf-8"
    )
    document = read_file(tmp_path / "a.eml")
    assert [text for _, text in placed_lines(document)] == [
        "The car park is closed on Friday.",
        "请停在北门。",
        "附件：map.pdf",
    ]
    source = document.source
    assert (source.title, source.author, source.published) == ("停车通知", "Mira Sandoval", "2026-03-03")


@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "no-such-charset"])
def test_a_plain_mail_is_read_in_the_encoding_it_means(tmp_path, charset):
    text = "停车场周五关闭，请停在北门，镕基路一侧也可以停车。".encode("gb18030" if charset == "gb2312" else "utf-8")
    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    (tmp_path / "a.eml").write_bytes(head.encode() + text)
    assert "镕基路一侧也可以停车" in read_file(tmp_path / "a.eml").text


def test_a_page_saved_as_one_file_is_read_like_a_page_with_its_address(tmp_path):
    page = f"<html><body><article><h1>Harbour</h1><p>{SENTENCE * 3}</p></article></body></html>"
    head = "Snapshot-Content-Location: https://example.org/harbour\nMIME-Version: 1.0\n"
    text = f'{head}Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n{page}\n--b--\n'
    (tmp_path / "a.mhtml").write_text(text, "utf-8")
    document = read_file(tmp_path / "a.mhtml")
    assert SENTENCE.strip() in document.text
    assert document.source.url == "https://example.org/harbour"


@pytest.mark.parametrize(
    ("name", "content"), [("a.eml", b""), ("a.mht", b""), ("a.mht", b"only words"), ("a.eml", b"\x00\xff" * 99)]
)
def test_what_is_no_mail_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert failure_of(tmp_path / name)
