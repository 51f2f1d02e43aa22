"""PO files: read as Babel reads them, and refused with the line where they are not sound."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po as read_with_babel
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from generator.content import po
from generator.content.po import Message, parse_po, read_po
from generator.errors import InputError, MissingError

TRICKY = """\
# Made for a test.
#
msgid ""
msgstr ""
"Language: xx\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. Poster: headline.
#: somewhere.toml:3
# A note, with "quotes" and msgid in it.
#, fuzzy, no-wrap
#| msgid "Old "
#| "English"
msgctxt "a.text"
msgid ""
"Two "
"lines"
msgstr "Quote \\"q\\", backslash \\\\, tab\\t, line\\n"
msgctxt "b.text"
msgid "No blank line before"
msgstr ""

msgid "No context"
msgstr "x"

#~ msgctxt "c.text"
#~ msgid "Gone"
#~ msgstr ""
#~ "We"
#~ "g"
"""


def test_a_tricky_file_is_read_whole() -> None:
    found = parse_po(TRICKY, "x.po")
    assert found.notes == ("Made for a test.", "")
    assert found.header == {"Language": "xx", "Content-Type": "text/plain; charset=UTF-8"}
    note = 'A note, with "quotes" and msgid in it.'
    assert found.messages == (
        Message("a.text", "Two lines", 'Quote "q", backslash \\, tab\t, line\n', 14, True, False, "Old English", (note,)),
        Message("b.text", "No blank line before", "", 19),
        Message("", "No context", "x", 23),
        Message("c.text", "Gone", "Weg", 26, obsolete=True),
    )
    assert len(found.current) == 3


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text, lambda text: text + "\n\n"])
def test_how_a_system_ends_its_lines_makes_no_difference(tmp_path: Path, change: object) -> None:
    assert callable(change)
    (tmp_path / "x.po").write_bytes(change(TRICKY).encode())
    assert read_po(tmp_path / "x.po").messages == parse_po(TRICKY, "x.po").messages


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\x00\x85\u2028\u2029\x1c\x1d\x1e\x0b\x0c"), max_size=90)
ENTRIES = st.dictionaries(st.tuples(st.from_regex(r"[a-z/.]{1,12}", fullmatch=True), TEXT.filter(bool)), st.tuples(TEXT, st.booleans()), max_size=6)


@given(ENTRIES, st.sampled_from([20, 76, 1000]))
def test_what_babel_writes_is_read_as_babel_reads_it(entries: dict[tuple[str, str], tuple[str, bool]], width: int) -> None:
    catalog = Catalog(locale="es", fuzzy=False)
    for (context, english), (text, fuzzy) in entries.items():
        catalog.add(english, text, context=context, flags={"fuzzy"} if fuzzy else ())
    file = io.BytesIO()
    write_po(file, catalog, width=width)
    written = file.getvalue()
    theirs = {(one.context, one.id): (one.string, one.fuzzy) for one in read_with_babel(io.BytesIO(written), abort_invalid=True) if one.id}
    ours = {(one.context, one.english): (one.text, one.fuzzy) for one in parse_po(written.decode(), "x.po").messages}
    assert ours == theirs == entries


@given(ENTRIES)
def test_the_quick_way_finds_what_the_thorough_way_finds(entries: dict[tuple[str, str], tuple[str, bool]]) -> None:
    catalog = Catalog(locale="es")
    for (context, english), (text, _) in entries.items():
        catalog.add(english, text, context=context, user_comments=["note"], auto_comments=["where"])
    file = io.BytesIO()
    write_po(file, catalog)
    text = file.getvalue().decode()
    with pytest.MonkeyPatch.context() as patch:
        quick = parse_po(text, "x.po")
        patch.setattr(po, "_usual", lambda text, reader: (0, 1))
        assert parse_po(text, "x.po") == quick


GOOD = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n'


@pytest.mark.parametrize(
    ("bad", "line", "told"),
    [
        ("nonsense\n", 1, "is no keyword"),
        ('msgid "b\nmsgstr "c"\n', 1, "not between two quotation marks"),
        ('msgid "b" # c\nmsgstr "c"\n', 1, "not between two quotation marks"),
        ('msgid "say "b""\nmsgstr "c"\n', 1, "not between two quotation marks"),
        ('msgid "b\\q"\nmsgstr "c"\n', 1, "q' is no escape"),
        ('msgid "b"\n\nmsgid "d"\nmsgstr "e"\n', 3, "the message before has no msgstr"),
        ('msgid "b"\n', 3, "the message before has no msgstr"),
        ('msgstr "c"\n', 1, "msgstr stands where it does not belong"),
        ('"c"\n', 1, "a text belongs to no keyword"),
        ('msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "c"\n', 2, "plural forms"),
        ('msgid "b"\nmsgctxt "a"\nmsgstr "c"\n', 2, "the message before has no msgstr"),
        ('#~ msgid "b"\nmsgstr "c"\n', 2, "partly behind #~"),
    ],
)
def test_a_line_that_is_at_fault_is_named(bad: str, line: int, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_po(GOOD + bad + "\n" + GOOD.replace('"a"', '"z"'), "x.po")
    fault = caught.value.diagnostics[0]
    assert (fault.code, fault.where) == ("not-po", f"x.po:{GOOD.count(chr(10)) + line}")
    assert told in fault.message


def test_the_last_message_is_whole_too() -> None:
    with pytest.raises(InputError, match="a message has no msgstr"):
        parse_po(GOOD + 'msgid "b"\n', "x.po")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        parse_po(f"nonsense\n\n{GOOD}more nonsense\n\n{GOOD}", "x.po")
    assert [(fault.code, fault.where) for fault in caught.value.diagnostics] == [
        ("not-po", "x.po:1"),
        ("not-po", "x.po:7"),
        ("duplicate-message", "x.po:9"),
    ]


def test_there_is_one_header() -> None:
    header = 'msgid ""\nmsgstr "Language: x\\n"\n\n'
    with pytest.raises(InputError, match="second header"):
        parse_po(header + GOOD + header, "x.po")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.po").write_bytes(GOOD.encode() + 'msgid "é"\n'.encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8 text") as caught:
        read_po(tmp_path / "x.po")
    assert caught.value.diagnostics[0].where.endswith("x.po:5")
    with pytest.raises(InputError, match="ISO-8859-1"):
        parse_po('msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', "x.po")
    with pytest.raises(MissingError):
        read_po(tmp_path / "none.po")
