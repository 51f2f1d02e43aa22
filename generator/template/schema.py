"""What a layout file and a theme file may say: every key, its type and its default.

Lengths in a layout or theme: a plain number is in points on the layout's reference size and grows and shrinks with
the trim; a text such as "0.25in" or "4mm" is what it says on every size.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Measure = float | str
Side = Literal["top", "right", "bottom", "left"]
Form = Literal["text", "short", "long"]
Kind = Literal[
    "heading", "text", "list", "section", "number", "contacts", "code", "picture", "organisation", "rule", "imprint", "flow", "ways", "label", "each"
]


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of all that a file declares: unknown keys are refused."""


class Grid(Declared, frozen=True):
    """Rows and columns. A track is a Measure, "fit" (as large as its content) or a share such as "2fr"."""

    areas: str
    """The page drawn in words: a name for each cell, row by row; "." is empty."""
    columns: tuple[Measure, ...] = ("1fr",)
    """Widths of the columns, from the left."""
    rows: tuple[Measure, ...] = ()
    """Left out, every row is "fit"."""
    gap: Measure | tuple[Measure, Measure] = 0
    """Between rows, or [between rows, between columns]."""
    pad: Measure | tuple[Measure, Measure, Measure, Measure] = 0
    """Inside the edges: one Measure, or [top, right, bottom, left]."""
    read: Literal["rows", "columns"] = "rows"
    """Whether a screen reader goes through its areas row by row, or column by column as through two languages side by side."""


class Panel(Grid, frozen=True):
    """A grid with a surface under it; the sides named in `bleed` reach past the trim."""

    surface: str = ""
    """The theme's surface under it."""
    bleed: tuple[Side, ...] = ()
    """The sides at which its surface reaches past the trim."""
    valign: Literal["top", "middle", "bottom"] = "top"
    """Where its rows stand when the panel is taller than they are."""
    lang: int = 0
    """Which of the piece's languages all that stands in it is in: 1 is the first; left out, that of what it stands in."""


class Block(Declared, frozen=True):
    """One thing at one place."""

    kind: Kind
    """What it is; the other keys mean something for some kinds only."""
    content: str = ""
    """Names of the audience's blocks, first one present wins: "questions | signs". A name ending in ? may be absent.
    Before ways to a contact it is the text that they run on from."""
    form: Form = "text"
    """Which form of the words: text (posters), short (cards) or long (fact sheets)."""
    style: str = "body"
    """The style of its main text."""
    title_style: str = "heading"
    """The style of its heading."""
    role: str = ""
    """The structure element; left out, the kind's own (heading: H1)."""
    align: Literal["start", "centre", "end"] = "start"
    """Where the lines stand in their measure."""
    valign: Literal["top", "middle", "bottom"] = "top"
    """Where it stands in an area that is taller than it is."""
    columns: int = 1
    """Columns of a list, of contacts or of codes; at most so many."""
    marks: str = ""
    """Icon that hangs before each item; "number" counts."""
    spread: bool = False
    """Whether items part when there is room."""
    grow: bool = False
    """Whether the text takes what room is left when all else is set; a number stays large when all else is made small."""
    select: Literal["primary", "others", "local", "beside", "dial"] = "primary"
    """Which contacts or codes: the one that dominates, the audience's others, the organisation's own, or those two
    together; "dial" is a code that calls the first contact and names no address."""
    most: int = 0
    """At most so many contacts; 0 is all. Those left out are named in a warning."""
    parts: tuple[Literal["label", "name", "number", "purpose", "hours", "care", "text", "channels", "address", "website"], ...] = (
        "label",
        "number",
    )
    """What a contact or an organisation shows, from the top."""
    inline: bool = False
    """Whether a contact's label and number stand on one line."""
    label: str = ""
    """A shared word of common.toml: the heading over contacts or a code, or all that a label says. "language" is the
    language's own name for itself."""
    size: Measure = 0
    """Height of a logo, side of a code with its quiet zone, weight of a rule, space between columns of panels."""
    least: Measure = 0
    """The least side of a code, when type and space are scarce."""
    action: bool = True
    """Whether the words for what a code opens stand above it."""
    level: Literal["L", "M", "Q", "H"] = "M"
    """The least error correction of a code."""
    art: str = ""
    """The art of a picture: a file of assets/art."""
    flow: tuple[str, ...] = ()
    """The blocks that flow on from page to page, in order."""
    icon: str = ""
    """The icon before a number."""
    ink: Literal["", "ink", "quiet", "accent"] = ""
    """Which of its surface's colours it takes; left out, what the style says."""
    surface: str = ""
    """A surface of its own under the block."""
    pad: Measure = 0
    """Between the edge of its own surface and what stands on it."""
    lang: int = 0
    """Which of the piece's languages it is in; left out, that of the panel it stands in."""
    panel: str = ""
    """The panel that is there once for each language."""
    together: bool = False
    """Whether a code speaks for all languages of the piece; what leads to the same place then stands once."""
    skip: int = 0
    """How many of the piece's languages it leaves out, from the first."""


class Floors(Declared, frozen=True):
    """Below these a piece is refused. Type in points, a code's module in mm."""

    text: Measure = "12pt"
    """Running text."""
    imprint: Measure = "5pt"
    """The imprint."""
    caption: Measure = "5pt"
    """What stands below a code, and running heads."""
    module: str = "1mm"
    """A module of a code."""


class When(Declared, frozen=True):
    """What a variant is for; every key that is given must match."""

    sizes: tuple[str, ...] = ()
    """Trim sizes."""
    orientation: str = ""
    """portrait or landscape."""
    themes: tuple[str, ...] = ()
    """Themes."""
    voices: tuple[str, ...] = ()
    """victim, bystander or professional."""
    organisation: bool | None = None
    """Whether the piece is an organisation's."""
    wordy: bool | None = None
    """Whether its language takes much more room than English."""
    langs: tuple[str, ...] = ()
    """Languages by their tags."""
    languages: int | tuple[int, int] | None = None
    """How many languages it is in, or [at least, at most]; left out, any number."""


class Impossible(Declared, frozen=True):
    """A combination that this layout does not make, and why."""

    reason: str
    """Told to whoever asks for it: a sentence that also says what to use instead."""
    sizes: tuple[str, ...] = ()
    """Of these sizes; left out, of all."""
    themes: tuple[str, ...] = ()
    """In these themes."""
    orientations: tuple[str, ...] = ()
    """In these orientations."""
    voices: tuple[str, ...] = ()
    """For audiences that are spoken to in these voices."""
    languages: int | tuple[int, int] | None = None
    """In so many languages, or [at least, at most]."""


class Languages(Declared, frozen=True):
    """How many languages a piece of this layout may be in."""

    least: int = 1
    """No fewer than these."""
    most: int = 1
    """No more than these."""
    after: bool = False
    """Whether its pages are there for one language after the other; else one page holds them all."""
    default: tuple[str, ...] = ()
    """Those it is in when none is told; left out, English."""


class Imposition(Declared, frozen=True):
    """How pieces of this layout come on sheets unless told otherwise."""

    stocks: dict[str, str] = {}
    """Size to the stock it is printed on."""


class Layout(Declared, frozen=True):
    """A layout file, after `extends` and the variants for one brief have been merged in."""

    name: str
    """The name of the file."""
    title: str
    """What people call it; it is translated and printed in the imprint."""
    scale: str
    """Which size range of a theme's styles applies: poster, card or sheet."""
    reference: str
    """The size on which plain numbers are points."""
    sizes: tuple[str, ...]
    """The sizes it is made in; the first is the default."""
    pages: dict[str, Grid]
    """Its pages or sides in order; the last repeats for text that flows on."""
    blocks: dict[str, Block]
    """Blocks by the names that areas use."""
    panels: dict[str, Panel] = {}
    """Panels by the names that areas use."""
    orientations: tuple[str, ...] = ("portrait",)
    """How it may lie."""
    orientation: str = "portrait"
    """How it lies when nothing is asked for."""
    bleed: str = "0.125in"
    """How far surfaces that bleed reach past the trim."""
    safe: str = "0.25in"
    """The margin inside the trim that no text may enter."""
    floors: Floors = Floors()
    """The smallest sizes it allows."""
    languages: Languages = Languages()
    """In how many languages it can be."""
    imposition: Imposition = Imposition()
    """How it comes on sheets."""
    impossible: tuple[Impossible, ...] = ()
    """What it does not do."""
    max_pages: int = 1
    """How many pages it takes for text that flows on; the last of `pages` repeats."""
    most_pages: int = 0
    """How many it may take when the text does not fit those at its smallest; left out, no more."""
    theme: str = "bold"
    """The theme when none is asked for."""
    two_sided: bool = False
    """Whether its pages are the front and back of one piece."""


class Style(Declared, frozen=True):
    """How a text is set. Sizes by the layout's scale, [smallest, largest] in points on its reference size."""

    size: dict[str, tuple[float, float]]
    """By the layout's scale: the smallest and the largest, in points on the layout's reference size."""
    face: str = "NotoSans"
    """A face of assets/fonts."""
    weight: int = 400
    """Its weight, 400 to 900."""
    strong: int = 0
    """Weight of emphasis inside; 0 is the style's own weight."""
    widths: tuple[float, ...] = (100,)
    """Widths of the face to try in turn before size is given up."""
    weights: tuple[int, ...] = ()
    """Weights for the same steps; left out, all have `weight`."""
    leading: float = 1.3
    """Baseline to baseline, in em."""
    tracking: float = 0
    """Even space between letters, in 1/1000 em."""
    balance: bool = False
    """Whether its lines are made equally long."""
    ink: Literal["ink", "quiet", "accent"] = "ink"
    """Which of its surface's colours it takes."""
    floor: Literal["text", "imprint", "caption"] = "text"
    """Which of the layout's floors holds for it."""
    gap: float = 0.5
    """Space between its paragraphs or items, in em."""


class Edge(Declared, frozen=True):
    """A line along one side of a surface, inside it; weight in points on the reference size."""

    side: Side
    """Where it runs."""
    weight: float
    """How thick it is."""
    role: str
    """Its colour."""
    inset: bool = False
    """Whether it keeps to the measure instead of running to the edge."""


class Surface(Declared, frozen=True):
    """What lies under a panel or a block, and the colour roles of what stands on it."""

    fill: str = ""
    """The colour of the ground; left out, none is painted."""
    ink: str = "ink"
    """The colour of text."""
    quiet: str = "quiet"
    """The colour of text that stays in the background."""
    accent: str = "accent"
    """The colour of headings, icons and marks."""
    edges: tuple[Edge, ...] = ()
    """Lines along its sides."""
    outline: float = 0
    """Thickness of a line all around."""
    outline_role: str = ""
    """Its colour; left out, that of the text."""
    radius: float = 0
    """Radius of its corners."""
    art: str = ""
    """Art stretched over it: a file of assets/art."""


class Theme(Declared, frozen=True):
    """A theme file after `extends`."""

    name: str
    """The name of the file."""
    title: str
    """What people call it."""
    colours: dict[str, str]
    """Colours by role, as six hex digits. `paper` and `black` are those of codes."""
    styles: dict[str, Style]
    """Styles by name."""
    surfaces: dict[str, Surface]
    """Surfaces by name; `page` is the ground of all."""
    floor: Measure = 0
    """Running text is never smaller than this, whatever the layout allows: large print is large everywhere."""
    discreet: bool = False
    """Whether nothing about the file may say what it is for, its title on screen included."""
