"""Outreach Press: posters, wallet cards and fact sheets from words, hotline data and layouts."""

__version__ = "0.1.0"
