"""A theme as a script asks for it: its sizes, leading, gaps, tracking and widths, which are meant for Latin."""

from __future__ import annotations

import msgspec

from generator.language import Language
from generator.template.schema import Style, Theme

NARROWEST = 75.0
"""The narrow end of the axis `wdth` of the faces (assets/fonts/fonts.toml)."""
LATIN_HEIGHT = 0.934
"""From the capitals to the descenders of Latin, in em: what a theme's gaps lie between."""
LEAST_GAP = 0.15
"""In em. Boxes of text hold the tallest marks, so that little space between two is enough to part them."""


def in_script(theme: Theme, language: Language) -> Theme:
    """The theme for a language. No size falls below the theme's smallest."""
    return msgspec.structs.replace(theme, styles={name: _style(style, language) for name, style in theme.styles.items()})


def _style(style: Style, language: Language) -> Style:
    sizes = {scale: (least, max(least, most * language.size)) for scale, (least, most) in style.size.items()}
    widths = style.widths if language.width == 1 else tuple(max(NARROWEST, width * language.width) for width in style.widths)
    leading = max(style.leading * language.leading, language.least_leading)
    return msgspec.structs.replace(
        style,
        size=sizes,
        leading=leading,
        gap=_gap(style, leading, language),
        tracking=style.tracking if language.tracking else 0.0,
        widths=widths if language.condensed else (100.0,),
        weights=style.weights if language.condensed else (),
    )


def _gap(style: Style, leading: float, language: Language) -> float:
    """The gap with which the last line of a paragraph and the first of the next stand apart, in leadings, as in Latin."""
    height = language.ascent + language.descent
    if abs(height - LATIN_HEIGHT) < 1e-6:
        return style.gap
    apart = (LATIN_HEIGHT + style.gap) / style.leading
    return max(min(style.gap, LEAST_GAP), apart * leading - height)
