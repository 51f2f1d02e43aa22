"""Values that are made when they are asked for: what a piece does not print needs no translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class LateMapping(Mapping[K, V]):
    """A mapping whose keys are known and whose values are made one by one; `made` has those that were asked for."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self.made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self.made.get(key)
        if found is None:
            if key not in self._keys:
                raise KeyError(key)
            found = self.made[key] = self._make(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Late(Generic[T]):
    """Stands for a value of `kind`: some fields are known, `make` makes each of the others when it is first asked for."""

    def __init__(self, kind: type[T], known: Mapping[str, Any], make: Mapping[str, Callable[[], Any]]) -> None:
        self.__dict__.update(known)
        self._kind, self._make = kind, make

    def __getattr__(self, name: str) -> Any:
        make = self.__dict__.get("_make", {}).get(name)
        if make is None:
            raise AttributeError(name)
        value = self.__dict__[name] = make()
        return value

    def settled(self) -> T:
        """The value with what was asked for; the other fields are empty."""
        asked = {name: value for name, value in self.__dict__.items() if not name.startswith("_")}
        return self._kind(**asked)
