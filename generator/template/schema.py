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
    "heading", "text", "list", "section", "number", "contacts", "code", "picture", "organisation", "rule", "imprint", "flow", "ways", "label"
]


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of all that a file declares: unknown keys are refused."""


class Grid(Declared, frozen=True):
    """Rows and columns. A track is a Measure, "fit" (as large as its content) or a share such as "2fr"."""

    areas: str
    columns: tuple[Measure, ...] = ("1fr",)
    rows: tuple[Measure, ...] = ()
    """Left out, every row is "fit"."""
    gap: Measure | tuple[Measure, Measure] = 0
    """Between rows, or [between rows, between columns]."""
    pad: Measure | tuple[Measure, Measure, Measure, Measure] = 0
    """Inside the edges: one Measure, or [top, right, bottom, left]."""


class Panel(Grid, frozen=True):
    """A grid with a surface under it; the sides named in `bleed` reach past the trim."""

    surface: str = ""
    bleed: tuple[Side, ...] = ()
    valign: Literal["top", "middle", "bottom"] = "top"


class Block(Declared, frozen=True):
    """One thing at one place."""

    kind: Kind
    content: str = ""
    """Names of the audience's blocks, first one present wins: "questions | signs". A name ending in ? may be absent."""
    form: Form = "text"
    style: str = "body"
    title_style: str = "heading"
    role: str = ""
    """The structure element; left out, the kind's own (heading: H1)."""
    align: Literal["start", "centre", "end"] = "start"
    valign: Literal["top", "middle", "bottom"] = "top"
    columns: int = 1
    marks: str = ""
    """Icon that hangs before each item; "number" counts."""
    spread: bool = False
    """Whether items part when there is room."""
    grow: bool = False
    """Whether the text takes what room is left when all else is set."""
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
    """A shared word of common.toml: the heading over contacts or a code, or all that a label says."""
    size: Measure = 0
    """Height of a logo, side of a code with its quiet zone, weight of a rule."""
    least: Measure = 0
    """The least side of a code, when type and space are scarce."""
    action: bool = True
    """Whether the words for what a code opens stand above it."""
    level: Literal["L", "M", "Q", "H"] = "M"
    """The least error correction of a code."""
    art: str = ""
    flow: tuple[str, ...] = ()
    """The blocks that flow on from page to page, in order."""
    icon: str = ""
    """The icon before a number."""
    ink: Literal["", "ink", "quiet", "accent"] = ""
    """Which of its surface's colours it takes; left out, what the style says."""
    surface: str = ""
    """A surface of its own under the block."""
    pad: Measure = 0


class Floors(Declared, frozen=True):
    """Below these a piece is refused. Type in points, a code's module in mm."""

    text: Measure = "12pt"
    imprint: Measure = "5pt"
    caption: Measure = "5pt"
    module: str = "1mm"


class When(Declared, frozen=True):
    """What a variant is for; every key that is given must match."""

    sizes: tuple[str, ...] = ()
    orientation: str = ""
    themes: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    organisation: bool | None = None
    """Whether the piece is an organisation's."""


class Impossible(Declared, frozen=True):
    """A combination that this layout does not make, and why."""

    reason: str
    sizes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    orientations: tuple[str, ...] = ()


class Imposition(Declared, frozen=True):
    """How pieces of this layout come on sheets unless told otherwise."""

    stocks: dict[str, str] = {}
    """Size to the stock it is printed on."""


class Layout(Declared, frozen=True):
    """A layout file, after `extends` and the variants for one brief have been merged in."""

    name: str
    title: str
    scale: str
    """Which size range of a theme's styles applies: poster, card or sheet."""
    reference: str
    sizes: tuple[str, ...]
    pages: dict[str, Grid]
    blocks: dict[str, Block]
    panels: dict[str, Panel] = {}
    orientations: tuple[str, ...] = ("portrait",)
    orientation: str = "portrait"
    bleed: str = "0.125in"
    safe: str = "0.25in"
    floors: Floors = Floors()
    imposition: Imposition = Imposition()
    impossible: tuple[Impossible, ...] = ()
    max_pages: int = 1
    """How often the last page may repeat for text that flows on."""
    theme: str = "bold"
    """The theme when none is asked for."""
    two_sided: bool = False
    """Whether its pages are the front and back of one piece."""


class Style(Declared, frozen=True):
    """How a text is set. Sizes by the layout's scale, [smallest, largest] in points on its reference size."""

    size: dict[str, tuple[float, float]]
    face: str = "NotoSans"
    weight: int = 400
    strong: int = 0
    """Weight of emphasis inside; 0 is the style's own weight."""
    widths: tuple[float, ...] = (100,)
    """Widths of the face to try in turn before size is given up."""
    weights: tuple[int, ...] = ()
    """Weights for the same steps; left out, all have `weight`."""
    leading: float = 1.3
    tracking: float = 0
    balance: bool = False
    ink: Literal["ink", "quiet", "accent"] = "ink"
    floor: Literal["text", "imprint", "caption"] = "text"
    gap: float = 0.5
    """Space between its paragraphs or items, in em."""


class Edge(Declared, frozen=True):
    """A line along one side of a surface, inside it; weight in points on the reference size."""

    side: Side
    weight: float
    role: str
    inset: bool = False
    """Whether it keeps to the measure instead of running to the edge."""


class Surface(Declared, frozen=True):
    """What lies under a panel or a block, and the colour roles of what stands on it."""

    fill: str = ""
    ink: str = "ink"
    quiet: str = "quiet"
    accent: str = "accent"
    edges: tuple[Edge, ...] = ()
    outline: float = 0
    outline_role: str = ""
    radius: float = 0
    art: str = ""


class Theme(Declared, frozen=True):
    """A theme file after `extends`."""

    name: str
    title: str
    colours: dict[str, str]
    styles: dict[str, Style]
    surfaces: dict[str, Surface]
    floor: Measure = 0
    """Running text is never smaller than this, whatever the layout allows: large print is large everywhere."""
    discreet: bool = False
    """Whether nothing about the file may say what it is for, its title on screen included."""
