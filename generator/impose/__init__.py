"""Frames on sheets: arithmetic on placed frames, no drawing."""
