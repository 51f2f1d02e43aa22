"""The combinations that a matrix stands for, each with a value on every axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import msgspec

from generator.batch.campaign import ALL, ByLayout, Matrix, Names, listed
from generator.brief import AND
from generator.content.audience import load_audiences
from generator.content.catalog import SOURCE, languages
from generator.errors import GeneratorError
from generator.resources import Library
from generator.stock.sheet import STOCKS, load_stock
from generator.template.load import LAYOUTS, THEMES, load_layout
from generator.template.schema import Layout

OF_AXIS = {
    "layouts": "layout", "audiences": "audience", "languages": "lang", "sizes": "size", "orientations": "orientation",
    "themes": "theme", "stocks": "stock", "organisations": "organisation", "records": "record",
}  # fmt: skip
"""What one value of each axis is called, in patterns and on the command line."""


class Wanted(msgspec.Struct, frozen=True):
    """One combination: a value for each axis but records, "" where there is none."""

    choice: dict[str, str]
    any_form: bool = False
    """Whether a size, theme or the like comes from "all": then one that a layout is not made in was not asked for."""


def combinations(library: Library, matrix: Matrix, one_up: bool) -> Iterator[Wanted]:
    """Every combination of a matrix; `one_up` is for pieces that come on no stock."""
    layouts = expanded(matrix.layouts, layout_names(library))
    audiences = expanded(matrix.audiences, load_audiences(library))
    tongues = expanded(matrix.languages, languages(library))
    for layout in layouts:
        for audience, lang in product(audiences, tongues or (_own_languages(library, layout),)):
            for form, any_form in _forms(library, matrix, layout, one_up):
                for organisation in listed(matrix.organisations) or ("",):
                    yield Wanted({"layouts": layout, "audiences": audience, "languages": lang, **form, "organisations": organisation}, any_form)


def _own_languages(library: Library, layout: str) -> str:
    """What a piece is in when no language is named: the layout's own, in one word, or English."""
    try:
        return AND.join(load_layout(library, layout).languages.default) or SOURCE
    except GeneratorError:
        return SOURCE


def expanded(names: Names, known: Iterable[str]) -> tuple[str, ...]:
    """Names, "all" as every one there is."""
    return tuple(known) if names == ALL else listed(names)


def of_layout(names: ByLayout, layout: str) -> Names:
    """What a key says for a layout."""
    return names.get(layout, ()) if isinstance(names, dict) else names


def layout_names(library: Library) -> list[str]:
    return [name for name in library.every(LAYOUTS, ".toml") if name != "sizes"]


def _forms(library: Library, matrix: Matrix, layout: str, one_up: bool) -> Iterator[tuple[dict[str, str], bool]]:
    """Size, orientation, theme and stock in every combination, what is left out filled in as the layout has it."""
    told = {axis: of_layout(getattr(matrix, axis), layout) for axis in ("sizes", "orientations", "themes", "stocks")}
    any_form = ALL in told.values()
    try:
        plain = load_layout(library, layout)
        stocks = _stocks(library, told["stocks"], plain)
    except GeneratorError:
        # A layout or stock that is at fault is told when its piece is to be made.
        plain, stocks = Layout(layout, "", "", "", (), {}, {}), dict.fromkeys(listed(told["stocks"]) or ("",), "")
    sizes = expanded(told["sizes"], plain.sizes)
    orientations = expanded(told["orientations"], plain.orientations) or (plain.orientation,)
    themes = expanded(told["themes"], library.every(THEMES, ".toml")) or (plain.theme,)
    for (stock, own), orientation, theme in product(stocks.items(), orientations, themes):
        # A stock is for one size: with others it makes no combination, but where the campaign has not that size at all.
        for size in (own,) if own and (own in sizes or not sizes) else sizes or plain.sizes[:1] or ("",):
            sheet = stock or ("" if one_up else plain.imposition.stocks.get(size, ""))
            yield {"sizes": size, "orientations": orientation, "themes": theme, "stocks": sheet}, any_form


def _stocks(library: Library, names: Names, plain: Layout) -> dict[str, str]:
    """The stocks that are named, each with the size it is for; "" is the one that the layout takes by itself."""
    if names == ALL:
        every = {name: load_stock(library, name).size for name in library.every(STOCKS, ".toml")}
        return {name: size for name, size in every.items() if plain.imposition.stocks and size in plain.sizes} or {"": ""}
    return {name: load_stock(library, name).size for name in listed(names)} or {"": ""}
