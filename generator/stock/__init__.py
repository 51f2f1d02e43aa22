"""Trim sizes, and the sheets that pieces are printed on."""
