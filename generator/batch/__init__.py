"""Many pieces from one campaign file: what to make, what has changed, who makes it, and a manifest of what became of it."""
