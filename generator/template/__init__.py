"""Layouts and themes: read, extended, varied, checked."""
