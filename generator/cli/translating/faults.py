"""What can be wrong with one message, and with a catalog's header."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from generator.content.audience import BLANK
from generator.content.fields import field_names, without_fields
from generator.content.po import Message, PoFile
from generator.content.review import header_faults
from generator.diagnostics import Diagnostic, Severity, nearest
from generator.typeset.faces import Faces, face_for

LONG = 3
"""Digits of the shortest number that is dialled."""
FACE = "NotoSans"
"""The face that every theme's text begins with; others stand in for what it lacks."""
SOFT_HYPHEN = "\u00ad"
_SILENT = "\u200b\u200c\u200d\u2060"
"""What shows nothing and may stand in a text: a place to break a line, joiners, and a place where none may be broken."""
_SEPARATORS = re.compile(r"[\s().\-‐‑–—/·]+")


def message_faults(file: str, one: Message, faces: Faces) -> Iterator[Diagnostic]:
    """Everything that is wrong with a translation, each fault naming the message and its line."""

    def told(code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        return Diagnostic(code, f"{one.context}: {message}", f"{file}:{one.line}", hint, severity)

    text = one.text
    yield from _field_faults(one, told)
    if text.strip(BLANK + "\u3000\u202f\u2009") != text or not text.strip():
        yield told("whitespace", f"{text!r} has a space before or after it", "take it out")
    if SOFT_HYPHEN in text:
        yield told("soft-hyphen", "it has a soft hyphen (U+00AD), which cannot be set", "take it out; U+200B marks where a long word may break")
    hidden = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs")} - {*_SILENT, SOFT_HYPHEN}
    for char in sorted(hidden):
        yield told("control-character", f"it has {_named(char)}, which shows nothing", "take it out")
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        at = next((n for n, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), 0)
        yield told(
            "not-nfc", f"{text[at : at + 2]!r} is written in parts where Unicode has one letter", "save the file in Unicode's composed form (NFC)"
        )
    for char in sorted({char for char in without_fields(text) if not char.isspace()} - hidden - {*_SILENT, SOFT_HYPHEN}):
        if face_for(faces, FACE, char, "") is None:
            yield told("no-glyph", f"no font has {_named(char)}", "write it another way")
    for run in _digit_runs(without_fields(text)):
        if run not in set(_digit_runs(without_fields(one.english))):
            long = len(run) >= LONG
            what = "looks like a number to call" if long else "is written in digits, and the English has none there"
            hint = "a number stands in braces, such as {national-hotline}; write any other in words"
            yield told("digits", f"{run!r} {what}", hint, Severity.ERROR if long else Severity.WARNING)


def _field_faults(one: Message, told: object) -> Iterator[Diagnostic]:
    assert callable(told)
    ours, theirs = Counter(field_names(one.english)), Counter(field_names(one.text))
    for name in sorted((ours - theirs).keys()):
        yield told("placeholder", f"the translation has lost {{{name}}}", "write it where the English has it, letter for letter")
    for name in sorted((theirs - ours).keys()):
        more = "once more than the English" if name in ours else "which the English has not"
        yield told("placeholder", f"the translation has {{{name}}}, {more}", nearest(name, ours) or "take it out")
    if any(brace in without_fields(one.text) for brace in "{}"):
        yield told("lone-brace", "a brace is without its partner", "a field is written {name}")


def _digit_runs(text: str) -> list[str]:
    """Digits of any script in a row, spaces, dots and hyphens between them aside; as ASCII."""
    plain = "".join(str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char for char in text)
    return re.findall(r"[0-9]+", re.sub(rf"(?<=[0-9]){_SEPARATORS.pattern}(?=[0-9])", "", plain))


def _named(char: str) -> str:
    name = unicodedata.name(char, "a character without a name")
    return f"U+{ord(char):04X} {name}" if unicodedata.category(char)[0] in "CZ" else f"{char!r} (U+{ord(char):04X} {name})"


def catalog_header_faults(po: PoFile, lang: str) -> Iterator[Diagnostic]:
    """What is wrong with the header."""
    header = po.header

    def told(key: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic("header", message, f"{po.file}: {key}", hint)

    if not header:
        yield told("header", "the file has no header", f"`outreach translate update {lang}` writes one")
        return
    if header.get("Language", "").replace("_", "-") != lang:
        yield told("Language", f"the header says {header.get('Language', '')!r}, and the file is for {lang!r}", f"write {lang}")
    if "utf-8" not in header.get("Content-Type", "").lower():
        yield told("Content-Type", "the header does not say that the file is UTF-8", "write text/plain; charset=UTF-8")
    if not header.get("X-Language-Name", "").strip("? "):
        yield told("X-Language-Name", "the header does not say what the language calls itself", "write its own name, such as Français")
    yield from header_faults(po)
