import pytest
from delivery.sample import ANNEE, CANAL, VENTES, make_version
from sqlalchemy import func, select

from casekit.store import open_store
from casekit.store.cache import VersionCache
from casekit.store.tables import item_version


def add(store, *versions, course_id="demo"):
    with store.write() as session:
        session.add_versions(course_id, {version.digest: version for version in versions})


def test_a_version_comes_back_as_it_was(store, database):
    versions = [make_version(written) for written in (CANAL, ANNEE, VENTES)]
    add(store, *versions)
    with open_store(database) as another, another.read() as session:
        found = session.get_versions("demo", [version.digest for version in versions])
    assert found == {version.digest: version for version in versions}
    assert [found[v.digest].digest for v in versions] == [v.digest for v in versions]


def test_adding_a_version_again_keeps_the_first(store):
    withdrawn = make_version({**CANAL, "status": "withdrawn"})
    assert withdrawn.digest == make_version(CANAL).digest
    add(store, make_version(CANAL))
    add(store, withdrawn, make_version(ANNEE))
    with store.read() as session:
        kept = session.get_versions("demo", [withdrawn.digest])[withdrawn.digest]
        rows = session.connection.scalar(select(func.count()).select_from(item_version))
    assert kept.item.status == "live"
    assert rows == 2


def test_a_version_of_another_course_is_not_found(store):
    version = make_version(CANAL)
    add(store, version)
    with store.read() as session, pytest.raises(LookupError, match="other has no"):
        session.get_versions("other", [version.digest])


def test_a_version_met_before_is_not_read_again(store):
    version = make_version(CANAL)
    add(store, version)
    with store.read() as session:
        first = session.get_versions("demo", [version.digest])[version.digest]
        again = session.get_versions("demo", [version.digest])[version.digest]
    assert again is first


def test_the_cache_forgets_what_was_not_used_for_longest():
    cache = VersionCache(limit=2)
    a, b, c = (make_version(written) for written in (CANAL, ANNEE, VENTES))
    cache.add({("demo", "a"): a, ("demo", "b"): b})
    cache.find([("demo", "a")])
    cache.add({("demo", "c"): c})
    assert cache.find([("demo", x) for x in "abc"]) == {("demo", "a"): a, ("demo", "c"): c}
    assert len(cache) == 2
