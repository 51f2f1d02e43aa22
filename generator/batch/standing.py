"""What stands in the output from earlier runs, and whether it may be left there."""

from __future__ import annotations

from generator.batch.manifest import Inputs, Manifest
from generator.batch.store import Store


class Standing:
    """Judges outputs by the manifest: whole as they were written, and from the same inputs."""

    def __init__(self, manifest: Manifest, store: Store) -> None:
        self.manifest, self.store = manifest, store

    def fresh(self, file: str, inputs: Inputs) -> bool:
        """Whether an output is as it was made, and nothing that it came from has changed."""
        entry = self.manifest.entries.get(file)
        return entry is not None and entry.status == "made" and entry.inputs == inputs.id and self._whole(file)

    def key(self, file: str) -> str:
        """The key of an output that is whole; "" when it has to be made in any case."""
        entry = self.manifest.entries.get(file)
        return entry.key if entry is not None and entry.status == "made" and self._whole(file) else ""

    def _whole(self, file: str) -> bool:
        return self.store.sha256(file) == self.manifest.entries[file].sha256
