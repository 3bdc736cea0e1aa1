"""Item versions in memory: they never change, so that nothing here can be out of date."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from casekit.domain.version import ItemVersion

Key = tuple[str, str]
"""Course id and digest."""


class VersionCache:
    """The versions used last, at most `limit` of them; safe among threads."""

    def __init__(self, limit: int = 2000) -> None:
        self._limit = limit
        self._lock = Lock()
        self._versions: OrderedDict[Key, ItemVersion] = OrderedDict()

    def find(self, keys: Iterable[Key]) -> dict[Key, ItemVersion]:
        """Those of the versions that are known."""
        found = {}
        with self._lock:
            for key in keys:
                version = self._versions.get(key)
                if version is not None:
                    self._versions.move_to_end(key)
                    found[key] = version
        return found

    def add(self, versions: Mapping[Key, ItemVersion]) -> None:
        """Keeps versions, and forgets those not used for longest."""
        with self._lock:
            self._versions.update(versions)
            while len(self._versions) > self._limit:
                self._versions.popitem(last=False)

    def __len__(self) -> int:
        return len(self._versions)
