"""QR symbols: payloads, modules, and the size they need on paper."""
