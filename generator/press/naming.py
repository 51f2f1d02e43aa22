"""What the file of a piece is called."""

from __future__ import annotations

from generator.brief import Brief
from generator.template.schema import Layout


def file_name(brief: Brief, plain: Layout, suffix: str, page: int = 0) -> str:
    """What a piece is called: poster-victims-es-letter.pdf, poster-victims-en+es-letter.pdf, and what is not as usual after that.

    `brief` has every choice made; of stock, single and copies it says what was asked for.
    """
    parts = [brief.layout, brief.audience, brief.tongues, brief.size]
    if brief.orientation != plain.orientation:
        parts.append(brief.orientation)
    if brief.theme != plain.theme:
        parts.append(brief.theme)
    if brief.stock and brief.stock != plain.imposition.stocks.get(brief.size):
        parts.append(brief.stock)
    if brief.single and brief.size in plain.imposition.stocks:
        parts.append("single")
    if brief.draft:
        parts.append("draft")
    if page:
        parts.append(f"page-{page}")
    return "-".join(parts) + suffix
