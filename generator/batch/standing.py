"""What stands in the output from earlier runs, and whether it may be left there."""

from __future__ import annotations

from generator.batch.manifest import Entry, Inputs, Manifest
from generator.batch.store import Store


class Standing:
    """Judges outputs by the manifest: whole as they were written, and from the same inputs."""

    def __init__(self, manifest: Manifest, store: Store) -> None:
        self.manifest, self.store = manifest, store

    def fresh(self, file: str, inputs: Inputs) -> bool:
        """Whether an output is as it was made, and nothing that it came from has changed."""
        entry = self.manifest.entries.get(file)
        return entry is not None and entry.status == "made" and entry.inputs == inputs.id and self._whole(entry)

    def key(self, file: str) -> str:
        """The key of an output that is whole; "" when it has to be made in any case."""
        entry = self.manifest.entries.get(file)
        return entry.key if entry is not None and entry.status == "made" and self._whole(entry) else ""

    def owner(self, file: str) -> str:
        """The campaign that an output belongs to, "" if there is none."""
        entry = self.manifest.entries.get(file)
        return entry.campaign if entry is not None and entry.status == "made" else ""

    def _whole(self, entry: Entry) -> bool:
        return self.store.size(entry.file) == entry.bytes and self.store.sha256(entry.file) == entry.sha256
