"""Finished files, judged by outside instruments."""
