"""Text to glyphs to lines: faces, shaping, line breaking."""
