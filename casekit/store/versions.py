"""Items as they were when they were served."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from casekit.domain.version import ItemVersion
from casekit.store.base import Session
from casekit.store.tables import item_version

_BY_DIGEST = select(item_version.c.digest, item_version.c.document).where(
    item_version.c.course_id == bindparam("course_id"),
    item_version.c.digest.in_(bindparam("digests", expanding=True)),
)
_KNOWN = _BY_DIGEST.with_only_columns(item_version.c.digest)
_ADD = {
    "sqlite": sqlite.insert(item_version).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(item_version).on_conflict_do_nothing(),
}


class VersionReads(Session):
    """Reading item versions."""

    def get_versions(self, course_id: str, digests: Iterable[str]) -> dict[str, ItemVersion]:
        """The versions by digest.

        Raises:
            LookupError: the course has no such version.
        """
        wanted = {(course_id, digest) for digest in digests}
        found = self.cache.find(wanted)
        if len(found) < len(wanted):
            read = self._read_versions(course_id, [digest for _, digest in wanted - found.keys()])
            self.cache.add(read)
            found |= read
            if lost := wanted - found.keys():
                raise LookupError(f"{course_id} has no item version {min(lost)[1]}")
        return {digest: version for (_, digest), version in found.items()}

    def _read_versions(
        self, course_id: str, digests: list[str]
    ) -> dict[tuple[str, str], ItemVersion]:
        rows = self.connection.execute(_BY_DIGEST, {"course_id": course_id, "digests": digests})
        return {
            (course_id, digest): ItemVersion.from_document(json.loads(document))
            for digest, document in rows
        }


class VersionWrites(VersionReads):
    """Keeping item versions."""

    def add_versions(self, course_id: str, versions: Mapping[str, ItemVersion]) -> None:
        """Keeps versions, by digest; those kept before stay as they are."""
        known = self.connection.scalars(
            _KNOWN, {"course_id": course_id, "digests": list(versions)}
        ).all()
        rows = [
            {
                "course_id": course_id,
                "digest": digest,
                "item_id": version.item_id,
                "document": json.dumps(version.document, ensure_ascii=False),
            }
            for digest, version in versions.items()
            if digest not in known
        ]
        if rows:
            self.connection.execute(_ADD[self.connection.dialect.name], rows)
