import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from store.worker import write_people

from casekit.store import StoreTooNewError, StoreTooOldError, open_store
from casekit.store.engine import make_engine
from casekit.store.migrate import HEAD, current_revision, make_config, upgrade
from casekit.store.tables import metadata


def checks_of(engine):
    inspector = inspect(engine)
    return {
        name: sorted(
            (check["name"], check["sqltext"]) for check in inspector.get_check_constraints(name)
        )
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def foreign_keys_of(engine):
    inspector = inspect(engine)
    return {name: inspector.get_foreign_keys(name) for name in metadata.tables}


def test_a_migrated_database_has_exactly_the_tables_of_the_program(store, tmp_path):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    made = create_engine(f"sqlite:///{tmp_path}/made.db")
    metadata.create_all(made)
    assert checks_of(store.engine) == checks_of(made)
    assert foreign_keys_of(store.engine) == foreign_keys_of(made)
    made.dispose()


def test_the_newest_migration_is_the_one_that_the_program_names(store):
    with store.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(make_config(connection))
    assert scripts.get_heads() == [HEAD]
    assert current_revision(store.engine) == HEAD


def test_upgrading_twice_changes_nothing(store):
    upgrade(store.engine)
    assert current_revision(store.engine) == HEAD


def test_every_migration_can_be_taken_back(store):
    with store.engine.begin() as connection:
        command.downgrade(make_config(connection), "base")
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    upgrade(store.engine)
    assert set(metadata.tables) < set(inspect(store.engine).get_table_names())


@pytest.mark.parametrize("migrate", [True, False])
def test_a_database_of_a_newer_casekit_is_left_alone(database, tmp_path, migrate):
    with sqlite3.connect(tmp_path / "casekit.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreTooNewError, match="9999"):
        open_store(database, migrate=migrate)


def test_a_database_that_must_not_be_migrated_here_says_so(tmp_path):
    with pytest.raises(StoreTooOldError, match=HEAD):
        open_store(f"sqlite:///{tmp_path}/empty.db", migrate=False)


def test_a_migration_that_breaks_a_reference_is_undone(tmp_path):
    from casekit.store.migrate import _migration

    engine = make_engine(f"sqlite:///{tmp_path}/casekit.db")
    upgrade(engine)

    def orphan() -> None:
        with _migration(engine) as connection:
            connection.exec_driver_sql(
                "INSERT INTO hint VALUES ('no-attempt', 0, 'hint', '2026-01-15 09:00:00')"
            )

    with pytest.raises(RuntimeError, match="reference"):
        orphan()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM hint").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_processes_that_start_at_once_migrate_an_empty_database_once(processes, tmp_path):
    url = f"sqlite:///{tmp_path}/data/casekit.db"
    jobs = [processes.submit(write_people, url, f"p{n}", 1) for n in range(4)]
    assert [job.result() for job in jobs] == [1] * 4


def test_threads_that_start_at_once_migrate_an_empty_database_once(tmp_path):
    url = f"sqlite:///{tmp_path}/data/casekit.db"
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda n: write_people(url, f"p{n}", 1), range(4)))
    assert done == [1, 1, 1, 1]
