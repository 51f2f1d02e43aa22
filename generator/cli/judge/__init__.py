"""Judge data before anything is made from it: every fault, not only the first. Knows nothing of the command line."""
