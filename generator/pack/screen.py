"""The index for the screen: one HTML file that asks for nothing else, without a script."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from generator.pack import say
from generator.pack.index import Index, Item, Section, Shown
from generator.pack.style import STYLE

MOST_OPEN = 3
"""Files of an item that are listed openly; more are folded away, and unfolded by a press of a key."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for it: nothing but what is in it."""


def page(index: Index) -> str:
    """The whole file."""
    return "\n".join(_page(index)) + "\n"


def _page(index: Index) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(index.title)} – {escape(index.campaign)}</title>"
    yield f"<style>\n{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield f'<p class="kicker">{escape(index.campaign)}</p>'
    yield f"<h1>{escape(index.title)}</h1>"
    yield f'<p class="lead">{escape(index.about)}</p>' if index.about else ""
    yield _facts(index)
    yield "</header>"
    yield "<main>"
    yield from _first(index)
    for number, section in enumerate(index.sections, 1):
        yield from _section(section, number)
    yield from _numbers(index)
    yield from _absent(index)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _facts(index: Index) -> str:
    facts = [("In this pack", index.count), ("Edition", index.edition), ("Contacts checked", index.checked)]
    return '<dl class="facts">' + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(fact)}</dd></div>" for name, fact in facts if fact) + "</dl>"


def _first(index: Index) -> Iterator[str]:
    """What to do, and what to have at hand."""
    yield '<div class="first">'
    yield '<section class="how" aria-labelledby="how">'
    yield '<h2 id="how">How to print</h2>'
    yield "<ol>" + "".join(f"<li>{escape(step)}</li>" for step in index.steps) + "</ol>"
    yield "</section>"
    yield '<section aria-labelledby="paper">'
    yield '<h2 id="paper">Paper to have at hand</h2>'
    rows = (
        (
            f"<strong>{escape(need.paper)}</strong>" + (f"<br><small>{escape(need.detail)}</small>" if need.detail else ""),
            escape(need.handling),
            f"{need.sheets:,}",
        )
        for need in index.needs
    )
    yield from _table("What printing every file once takes", ("Paper or stock", "Printed", "Sheets"), rows, last_is_number=True)
    yield "</section>"
    yield "</div>"


def _section(section: Section, number: int) -> Iterator[str]:
    yield f'<section aria-labelledby="kind-{number}">'
    yield f'<h2 id="kind-{number}">{escape(section.title)}</h2>'
    yield '<div class="items">'
    for item in section.items:
        yield from _item(item)
    yield "</div>"
    yield "</section>"


def _item(item: Item) -> Iterator[str]:
    yield "<article>"
    yield '<div class="shown">' + "".join(map(_picture, item.shown)) + "</div>"
    yield "<div>"
    own = f' <span class="own" lang="{escape(item.tongue.tag)}" dir="auto">{escape(item.own_name)}</span>' if item.own_name else ""
    yield f"<h3>{escape(item.title)}{own}</h3>"
    facts = [("Amount", item.amount), ("Paper", f"{item.paper}, {item.handling}"), ("Look", item.look)]
    if item.review:
        facts.append(("Translation", item.review))
    yield "<dl>" + "".join(f"<div><dt>{name}</dt><dd{_noted(name, item)}>{escape(fact)}</dd></div>" for name, fact in facts) + "</dl>"
    yield from _files(item)
    if item.warnings:
        yield '<ul class="warnings">' + "".join(f"<li>{escape(warning)}</li>" for warning in item.warnings) + "</ul>"
    yield "</div>"
    yield "</article>"


def _noted(name: str, item: Item) -> str:
    return ' class="noted"' if name == "Translation" and not item.reviewed else ""


def _picture(shown: Shown) -> str:
    width, height = shown.image.pixels
    data = base64.b64encode(shown.image.png).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" width="{width}" height="{height}" alt="{escape(shown.alt)}">'


def _files(item: Item) -> Iterator[str]:
    links = [f'<a href="{quote(file.path)}">{escape(file.name or file.path)}</a>' for file in item.files]
    if len(links) == 1:
        yield f'<p class="file">{links[0]}</p>'
        return
    listed = '<ul class="files">' + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
    yield listed if len(links) <= MOST_OPEN else f"<details><summary>{say.count(len(links), 'file')}, one for each record</summary>{listed}</details>"


def _numbers(index: Index) -> Iterator[str]:
    if not index.numbers:
        return
    yield '<section aria-labelledby="contacts">'
    yield '<h2 id="contacts">Contacts on these pieces</h2>'
    rows = (
        (escape(each.name), f'<span class="number">{escape(each.number)}</span>', escape(each.checked), escape(each.on)) for each in index.numbers
    )
    yield from _table(say.CHECKED + (f" {say.OTHERS}" if index.others else ""), ("Contact", "Number or address", "Checked", "On files"), rows)
    yield "</section>"


def _absent(index: Index) -> Iterator[str]:
    if not index.absent:
        return
    yield '<section class="absent" aria-labelledby="absent">'
    yield '<h2 id="absent">Not in this pack</h2>'
    yield "<p>These belong here and could not be made. Ask whoever made the pack before you use an older print.</p>"
    yield "<ul>" + "".join(f"<li><strong>{escape(each.name)}</strong>: {escape(each.reason)}</li>" for each in index.absent) + "</ul>"
    yield "</section>"


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], last_is_number: bool = False) -> Iterator[str]:
    """A table of cells that are HTML already; the first of each row is its heading."""
    mark = ' class="count"' if last_is_number else ""
    marks = [*[""] * (len(heads) - 1), mark]
    yield f"<table><caption>{escape(caption)}</caption>"
    yield "<thead><tr>" + "".join(f'<th scope="col"{own}>{escape(head)}</th>' for head, own in zip(heads, marks, strict=True)) + "</tr></thead>"
    yield "<tbody>"
    for first, *others in rows:
        cells = "".join(f"<td{own}>{cell}</td>" for cell, own in zip(others, marks[1:], strict=True))
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody></table>"
