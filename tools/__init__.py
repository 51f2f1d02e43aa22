"""Programs that make the built-in data; run by hand from the project's root, never by the press itself."""
