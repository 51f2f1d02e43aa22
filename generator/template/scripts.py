"""A theme as a script asks for it: its leading, sizes, tracking and widths, which are meant for Latin."""

from __future__ import annotations

import msgspec

from generator.language import Language
from generator.template.schema import Style, Theme


NARROWEST = 75.0
"""The narrow end of the axis `wdth` of the faces (assets/fonts/fonts.toml)."""


def in_script(theme: Theme, language: Language) -> Theme:
    """The theme for a language. No size falls below the theme's smallest."""
    return msgspec.structs.replace(theme, styles={name: _style(style, language) for name, style in theme.styles.items()})


def _style(style: Style, language: Language) -> Style:
    sizes = {scale: (least, max(least, most * language.size)) for scale, (least, most) in style.size.items()}
    widths = style.widths if language.width == 1 else tuple(max(NARROWEST, width * language.width) for width in style.widths)
    return msgspec.structs.replace(
        style,
        size=sizes,
        leading=max(style.leading * language.leading, language.least_leading),
        tracking=style.tracking if language.tracking else 0.0,
        widths=widths if language.condensed else (100.0,),
        weights=style.weights if language.condensed else (),
    )
