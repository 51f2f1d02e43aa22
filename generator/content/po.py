"""Read a PO file, strictly: what is not a sound gettext catalog is refused with every line that is at fault.

Written for this program because a piece waits for it: a catalog of some 480 messages takes a tenth of the time of the
libraries for PO files, and these guess where we must refuse, or lose `#|` and the number of the line.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from generator.diagnostics import Diagnostic
from generator.errors import missing, raise_all, refuse

CODE = "not-po"
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_CONTEXT, _ID, _TEXT = "msgctxt", "msgid", "msgstr"
_LINES = r'((?:"[^"\\\n]*(?:\\["\\nt][^"\\\n]*)*"\n)+)'
_USUAL = re.compile(rf"((?:#(?:[ .:,][^\n]*)?\n)*)(?:msgctxt {_LINES})?msgid {_LINES}msgstr {_LINES}\n*")
"""A message as programs write it: each keyword once and in order, nothing obsolete, no `#|`."""


class Message(msgspec.Struct, frozen=True, gc=False):
    """One message: where it stands, what it says in English and in the catalog's language."""

    context: str
    english: str
    text: str
    line: int
    """Of its first keyword, counted from 1."""
    fuzzy: bool = False
    obsolete: bool = False
    previous: str = ""
    """The English that the translation was made for, when that has changed since."""
    notes: tuple[str, ...] = ()
    """What translators wrote to each other."""


class PoFile(msgspec.Struct, frozen=True):
    """A catalog as its file gives it, in the order of the file; `messages` are without the header."""

    file: str
    header: dict[str, str]
    messages: tuple[Message, ...]
    notes: tuple[str, ...] = ()
    """The comment at its top."""

    @property
    def current(self) -> tuple[Message, ...]:
        """The messages that are not obsolete."""
        return tuple(message for message in self.messages if not message.obsolete)


def read_po(path: Path) -> PoFile:
    """The catalog in a file. MissingError if it is not there, InputError with every line that is at fault."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise missing("no-file", "there is no such file", str(path)) from None
    except OSError as fault:
        raise refuse("unreadable", f"the file cannot be read: {fault.strerror or fault}", str(path)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise refuse(CODE, f"byte {fault.start} is not UTF-8 text", f"{path}:{line}", "save it as UTF-8") from None
    return parse_po(text, str(path))


def parse_po(text: str, file: str) -> PoFile:
    """The catalog in a text; `file` is what faults say it is. InputError with every line that is at fault."""
    reader = _Reader(file)
    text = text.replace("\r\n", "\n")
    rest, first = _usual(text, reader)
    # Not splitlines(): U+2028 and the like end no line of a PO file.
    for number, line in enumerate(text[rest:].split("\n"), first):
        reader.take(number, line)
    reader.finish()
    raise_all(reader.faults)
    header: dict[str, str] = {}
    for line in reader.header.split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            header[key.strip()] = value.strip()
    charset = _CHARSET.search(header.get("Content-Type", ""))
    if charset and charset[1].upper() not in ("UTF-8", "CHARSET"):
        raise refuse(CODE, f"the header says that the file is in {charset[1]}", file, "save it as UTF-8, and write charset=UTF-8")
    return PoFile(file, header, tuple(reader.messages), reader.header_notes)


def _usual(text: str, reader: _Reader) -> tuple[int, int]:
    """Take what the usual pattern finds, which is quick; where in the text, and on which line, it finds no more."""
    at, line = 0, 1
    while at < len(text) and (found := _USUAL.match(text, at)):
        comments, *strings = found.groups("")
        notes: tuple[str, ...] = ()
        fuzzy = False
        if comments:
            lines = comments.split("\n")[:-1]
            notes = tuple(each[1:].removeprefix(" ") for each in lines if each[1:2] not in (".", ":", ","))
            fuzzy = any(flag.strip() == "fuzzy" for each in lines if each[1:2] == "," for flag in each[2:].split(","))
            line += len(lines)
        context, english, said = (_unquoted(lines) for lines in strings)
        reader.add(Message(context, english, said, line, fuzzy, notes=notes), bool(strings[0]))
        line += text.count("\n", found.end(1), found.end())
        at = found.end()
    return at, line


def _unquoted(lines: str) -> str:
    """The text in lines that are known to be quoted soundly."""
    joined = lines[1:-2].replace('"\n"', "")
    return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], joined) if "\\" in joined else joined


class _Reader:
    """The state between two lines. A message ends where the next begins: at a keyword or comment after its msgstr."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.header = ""
        self.header_notes: tuple[str, ...] = ()
        self.messages: list[Message] = []
        self.faults: list[Diagnostic] = []
        self.seen: dict[tuple[str, str], int] = {}
        self.has_header = False
        self.clear()

    def clear(self) -> None:
        self.parts: dict[str, list[str]] = {}
        self.previous: dict[str, list[str]] = {}
        self.open: list[str] | None = None
        self.line = 0
        self.fuzzy = self.obsolete = self.broken = False
        self.notes: list[str] = []

    def take(self, number: int, line: str) -> None:
        line = line.strip(" \t\r")
        if not line:
            self.open = None
        elif line[0] != "#":
            self.entry(number, line, False)
        elif line.startswith("#~|"):
            # What an obsolete message was before is of use to nobody.
            self.begin_comment()
        elif line.startswith("#~"):
            rest = line[2:].lstrip()
            if rest:
                self.entry(number, rest, True)
        else:
            self.comment(number, line)

    def begin_comment(self) -> None:
        if _TEXT in self.parts or self.broken:
            self.finish()
        self.open = None

    def comment(self, number: int, line: str) -> None:
        if self.open is not None and line.startswith("#|") and self.previous and not self.parts:
            self.entry_of_previous(number, line[2:].strip())
            return
        self.begin_comment()
        if line.startswith("#|"):
            self.entry_of_previous(number, line[2:].strip())
        elif line.startswith("#,"):
            self.fuzzy = self.fuzzy or "fuzzy" in (flag.strip() for flag in line[2:].split(","))
        elif line[1:2] not in (".", ":"):
            self.notes.append(line[1:].removeprefix(" "))

    def entry_of_previous(self, number: int, line: str) -> None:
        self.keyword(number, line, self.previous)

    def entry(self, number: int, line: str, obsolete: bool) -> None:
        if line[0] != '"':
            if (_TEXT in self.parts or self.broken) and not line.startswith(_TEXT):
                self.finish()
            if not self.parts:
                self.line, self.obsolete = number, obsolete
            elif obsolete != self.obsolete:
                self.fault(number, "a message is partly behind #~ and partly not", "put #~ before all of its lines, or before none")
        self.keyword(number, line, self.parts)

    def keyword(self, number: int, line: str, parts: dict[str, list[str]]) -> None:
        word = ""
        if line[0:1] != '"':
            word, _, line = line.partition(" ") if " " in line else line.partition("\t")
            if word.startswith(("msgid_plural", "msgstr[")):
                self.fault(number, "a message has plural forms, which no text here has", "write one msgid and one msgstr")
                return
            order = {_CONTEXT: (), _ID: (_CONTEXT,), _TEXT: (_CONTEXT, _ID)}
            if word not in order:
                self.fault(number, f"{word[:40]!r} is no keyword", "a line begins with msgctxt, msgid, msgstr, a quotation mark or #")
                return
            if word in parts or not set(parts) <= set(order[word]) or (word == _TEXT and _ID not in parts):
                told = "the message before has no msgstr" if _ID in parts and word != _TEXT else f"{word} stands where it does not belong"
                self.fault(number, told, "a message is msgctxt, msgid and msgstr, in this order")
                # The new message may be sound.
                if word != _TEXT:
                    self.clear()
                    parts = self.parts
                    self.line = number
                else:
                    return
            self.open = parts[word] = []
        elif self.open is None:
            self.fault(number, "a text belongs to no keyword", "write msgctxt, msgid or msgstr before it")
            return
        found = _STRING.fullmatch(line.strip())
        if found is None:
            self.fault(number, "a text is not between two quotation marks", 'begin and end it with ", and write \\" for one inside it')
            return
        assert self.open is not None
        self.open.append(self.unescaped(number, found[1]) if "\\" in found[1] else found[1])

    def unescaped(self, number: int, text: str) -> str:
        wrong = next((match[0] for match in _ESCAPE.finditer(text) if match[1] not in _ESCAPES), "")
        if wrong:
            self.fault(number, f"{wrong!r} is no escape", "write \\\\ for a backslash")
            return text
        return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], text)

    def fault(self, number: int, message: str, hint: str) -> None:
        self.broken = True
        self.faults.append(Diagnostic(CODE, message, f"{self.file}:{number}", hint))

    def finish(self) -> None:
        """Close the message that is open, if there is one."""
        if self.broken or not self.parts:
            if not self.broken and self.notes and not self.messages and not self.has_header:
                self.header_notes = tuple(self.notes)
            self.clear()
            return
        if _TEXT not in self.parts:
            self.fault(self.line, "a message has no msgstr", "write msgstr after its msgid")
            self.clear()
            return
        context, english, text = ("".join(self.parts.get(word, ())) for word in (_CONTEXT, _ID, _TEXT))
        previous = "".join(self.previous.get(_ID, ()))
        message = Message(context, english, text, self.line, self.fuzzy, self.obsolete, previous, tuple(self.notes))
        self.add(message, _CONTEXT in self.parts)
        self.clear()

    def add(self, message: Message, has_context: bool) -> None:
        """Keep a message, or the header, unless it is there already."""
        if not (message.english or has_context or message.obsolete):
            if self.has_header:
                self.faults.append(Diagnostic(CODE, "there is a second header", f"{self.file}:{message.line}", "take one of them out"))
            self.has_header, self.header, self.header_notes = True, message.text, message.notes
            return
        key = (message.context, message.english)
        if not message.obsolete:
            first = self.seen.setdefault(key, message.line)
            if first != message.line:
                told = f"{message.context or message.english!r} stands twice; its first is on line {first}"
                self.faults.append(Diagnostic("duplicate-message", told, f"{self.file}:{message.line}", "take one of them out"))
        self.messages.append(message)
