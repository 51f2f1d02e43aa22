"""What packs stand in an output, what each was made from, and the digests of its files."""

from __future__ import annotations

import msgspec

from generator.batch.store import Store
from generator.errors import refuse

NAME = "packs/packs.json"


class Made(msgspec.Struct, frozen=True):
    """A pack as it was written."""

    kind: str
    by: str
    key: str
    """A digest of all that decides its bytes."""
    files: dict[str, str]
    """SHA-256 of each of its files, by name in the output."""


class Ledger(msgspec.Struct):
    """All packs of an output, by name."""

    packs: dict[str, Made] = {}
    version: int = 1

    def stands(self, store: Store, name: str, key: str) -> bool:
        """Whether a pack has been made from the same, and is as it was made."""
        made = self.packs.get(name)
        return made is not None and made.key == key and all(store.sha256(file) == digest for file, digest in made.files.items())

    def save(self, store: Store) -> None:
        """Write it down. Raises WriteError."""
        ordered = Ledger(dict(sorted(self.packs.items())), self.version)
        with store.write(NAME) as out:
            out.write(msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def load_ledger(store: Store) -> Ledger:
    """The ledger of an output, empty where there is none. InputError when it is damaged."""
    try:
        data = store.read(NAME)
    except FileNotFoundError:
        return Ledger()
    except OSError as fault:
        raise refuse("unreadable", f"the list of packs cannot be read: {fault.strerror or fault}", f"{store.address}/{NAME}") from None
    try:
        return msgspec.json.decode(data, type=Ledger)
    except msgspec.MsgspecError as fault:
        hint = "take it away, and the folders of packs with it: then they are made again"
        raise refuse("packs-damaged", f"it is no list of packs: {fault}", f"{store.address}/{NAME}", hint) from None
