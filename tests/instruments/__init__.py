"""Outside instruments: each takes the bytes of a file and says what it sees, without knowing how the file was made."""
