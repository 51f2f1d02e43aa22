"""What an SVG logo may say, what is refused, and what to do about it.

Three sorts of attribute are let through: those that are read, those whose value says that nothing special is asked
for (`opacity="1"`), and those that cannot change a filled shape. All others are refused by name, because a browser
would paint something that this program would not.
"""

from __future__ import annotations

from typing import NamedTuple

_CONVERT = "convert strokes and text to paths in the drawing program, and save as plain SVG"
_FLATTEN = "use plain filled shapes in solid colours, or export the logo as a PNG"
_PLAIN = "save it as plain SVG from the drawing program"
_UNLINK = "unlink the clones in the drawing program, so that each shape stands in the file"
_INLINE = "let the drawing program write colours as attributes (often called presentation attributes)"


class Refusal(NamedTuple):
    """Why something is not printed: a stable code, what it is, and the remedy."""

    code: str
    what: str
    hint: str


STROKE = Refusal("svg-stroke", "a stroke is not printed", _CONVERT)
GRADIENT = Refusal("svg-gradient", "gradients are not printed", _FLATTEN)
PATTERN = Refusal("svg-pattern", "patterns are not printed", _FLATTEN)
TEXT = Refusal("svg-text", "text is not printed, as its font is not in the file", _CONVERT)
IMAGE = Refusal("svg-image", "pixels inside an SVG are not printed", "export the whole logo as a PNG")
USE = Refusal("svg-use", "copies by reference are not printed", _UNLINK)
CLIP = Refusal("svg-clip", "clipping is not printed", "apply the clip to the shapes in the drawing program")
MASK = Refusal("svg-mask", "masks are not printed", _FLATTEN)
FILTER = Refusal("svg-filter", "filters such as shadows and blurs are not printed", _FLATTEN)
OPACITY = Refusal("svg-opacity", "transparency is not printed", _FLATTEN)
STYLE = Refusal("svg-style", "style sheets and classes are not read", _INLINE)
REFERENCE = Refusal("svg-reference", "references to other things are not followed", _PLAIN)
SCRIPT = Refusal("svg-script", "scripts are not run", _PLAIN)
ANIMATION = Refusal("svg-animation", "animation is not printed", _PLAIN)
SWITCH = Refusal("svg-switch", "content that depends on the viewer is not printed", _PLAIN)
NESTED = Refusal("svg-nested", "an SVG inside an SVG is not printed", "ungroup it in the drawing program")
MARKER = Refusal("svg-marker", "markers are not printed", _CONVERT)
HIDDEN = Refusal("svg-hidden", "hidden parts are not printed", "delete the hidden part in the drawing program")
DEFS = Refusal("svg-defs", "definitions are not printed", "clean up the document in the drawing program")
FOREIGN = Refusal("svg-foreign", "elements of other formats are not printed", _PLAIN)
ELEMENT = Refusal("svg-element", "this element has no place here", _PLAIN)
ATTRIBUTE = Refusal("svg-attribute", "this attribute is not known", "delete it, or " + _PLAIN)
BLEND = Refusal("svg-blend", "blending is not printed", _FLATTEN)
DOCTYPE = Refusal("svg-doctype", "a DOCTYPE is not read, as it may define entities", "delete the <!DOCTYPE …> lines")
INSTRUCTION = Refusal("svg-style", "processing instructions are not followed", _PLAIN)
STRAY = Refusal("svg-stray-text", "text between the elements is not printed", "delete it")
DECLARATION = Refusal("svg-style", "this style cannot be read", _PLAIN)
TRANSFORM = Refusal("svg-transform", "this transform cannot be used", "apply it to the shape in the drawing program")
COLOUR = Refusal("svg-colour", "this colour cannot be read", "write #rrggbb, rgb(…) or a CSS colour name")
FILL_RULE = Refusal("svg-fill-rule", "a fill-rule is nonzero or evenodd", _PLAIN)
SHAPE = Refusal("svg-shape", "this shape cannot be read", _PLAIN)
PAGE = Refusal("svg-size", "the page's size cannot be used", "set the page to the drawing's size and save it again")
OUTSIDE = Refusal("svg-outside", "a shape reaches out of the page", "fit the page to the drawing, or delete what is outside")
DEEP = Refusal("svg-too-deep", "the elements are nested too deeply", "ungroup the drawing")
MANY = Refusal("svg-too-many", "the drawing has too many segments", "simplify it, or export the logo as a PNG")
NO_SVG = Refusal("svg-none", "this is XML, but no SVG drawing", _PLAIN)

REFUSED_ELEMENTS = {
    **dict.fromkeys(("linearGradient", "radialGradient", "meshgradient", "stop", "solidcolor"), GRADIENT),
    **dict.fromkeys(("pattern", "hatch"), PATTERN),
    **dict.fromkeys(("text", "tspan", "textPath", "tref", "altGlyph", "font", "font-face", "glyph"), TEXT),
    **dict.fromkeys(("image", "foreignObject", "video", "audio", "canvas", "iframe"), IMAGE),
    **dict.fromkeys(("use", "symbol"), USE),
    **dict.fromkeys(("animate", "animateTransform", "animateMotion", "animateColor", "set", "mpath"), ANIMATION),
    **dict.fromkeys(("a", "view", "cursor"), REFERENCE),
    **dict.fromkeys(("script", "handler", "listener"), SCRIPT),
    "line": STROKE,
    "clipPath": CLIP,
    "mask": MASK,
    "filter": FILTER,
    "style": STYLE,
    "switch": SWITCH,
    "svg": NESTED,
    "marker": MARKER,
}

SHAPES: dict[str, frozenset[str]] = {
    "path": frozenset({"d", "pathLength"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "polygon": frozenset({"points"}),
    "polyline": frozenset({"points"}),
}
"""Elements that are painted, and the attributes that give their outline."""

OWN_ATTRIBUTES: dict[str, frozenset[str]] = {
    "svg": frozenset({"x", "y", "width", "height", "viewBox", "preserveAspectRatio", "version", "baseProfile", "zoomAndPan"}),
    "g": frozenset({"transform"}),
    "defs": frozenset(),
    **{name: keys | {"transform"} for name, keys in SHAPES.items()},
}

UNPAINTED = frozenset({"title", "desc", "metadata"})
EDITORS = frozenset({"http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"})
"""Namespaces of a drawing program's notes to itself (guides, zoom), which no viewer paints."""

INHERITED = frozenset({"fill", "fill-rule", "color"})

_NEUTRAL: dict[str, tuple[frozenset[str], Refusal]] = {
    "stroke": (frozenset({"none"}), STROKE),
    "clip-path": (frozenset({"none"}), CLIP),
    "clip": (frozenset({"auto"}), CLIP),
    "mask": (frozenset({"none"}), MASK),
    "filter": (frozenset({"none"}), FILTER),
    "display": (frozenset({"inline", "block", "inline-block"}), HIDDEN),
    "visibility": (frozenset({"visible"}), HIDDEN),
    "mix-blend-mode": (frozenset({"normal"}), BLEND),
    "overflow": (frozenset({"visible", "hidden", "auto", "scroll"}), CLIP),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), (frozenset({"none"}), MARKER)),
}
_OPAQUE = frozenset({"opacity", "fill-opacity"})
_REFUSED = {
    **dict.fromkeys(("class",), STYLE),
    **dict.fromkeys(("href", "src"), REFERENCE),
    **dict.fromkeys(("systemLanguage", "requiredFeatures", "requiredExtensions", "externalResourcesRequired"), SWITCH),
}
_IDLE_WORDS = """
    id role lang tabindex focusable clip-rule isolation enable-background paint-order vector-effect shape-rendering
    text-rendering image-rendering color-rendering color-interpolation color-interpolation-filters color-profile
    pointer-events cursor letter-spacing word-spacing writing-mode direction unicode-bidi line-height white-space
    dominant-baseline alignment-baseline baseline-shift kerning block-progression solid-color solid-opacity
    shape-inside shape-padding shape-margin inline-size flood-color flood-opacity lighting-color stop-color stop-opacity
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_IDLE_PREFIXES = ("stroke-", "font-", "text-", "data-", "aria-", "-inkscape-")


def judge(element: str, name: str, value: str) -> Refusal | None:
    """Why an attribute is refused, None if it may stand; `element` is "" for a style property."""
    if name in INHERITED or name in _IDLE or name.startswith(_IDLE_PREFIXES) or name in OWN_ATTRIBUTES.get(element, ()):
        return None
    if name in _NEUTRAL:
        allowed, refusal = _NEUTRAL[name]
        return None if value.strip().lower() in allowed else refusal
    if name in _OPAQUE:
        return None if _opaque(value) else OPACITY
    if name in _REFUSED:
        return _REFUSED[name]
    return SCRIPT if name.lower().startswith("on") else ATTRIBUTE


def _opaque(value: str) -> bool:
    text = value.strip()
    try:
        return float(text[:-1]) >= 100 if text.endswith("%") else float(text) >= 1
    except ValueError:
        return False
