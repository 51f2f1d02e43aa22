"""What the commands under `translate` do: words out to translators, and back in."""
