import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from multiprocessing import Pipe, get_context
from pathlib import Path

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from store.worker import NOW, write_people, write_until_killed

from casekit.store import Person, Store, StoreUnavailableError, open_store
from casekit.store.tables import attempt, person


def add_guest(store: Store, person_id: str = "ada") -> None:
    with store.write() as session:
        session.add_person(Person(person_id, "guest"), NOW)


def count_people(store: Store) -> int:
    with store.read() as session:
        return session.connection.scalar(select(func.count()).select_from(person)) or 0


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_database_and_all_its_files_are_their_owners_alone(tmp_path):
    old = os.umask(0o022)
    try:
        with open_store(f"sqlite:///{tmp_path}/data/casekit.db") as store:
            add_guest(store)
            files = list((tmp_path / "data").iterdir())
    finally:
        os.umask(old)
    assert mode_of(tmp_path / "data") == 0o700
    assert {"casekit.db", "casekit.db-wal", "casekit.db.lock"} <= {file.name for file in files}
    with open_store(f"sqlite:///{tmp_path}/data/casekit.db"):
        assert all(mode_of(f) == 0o600 for f in (tmp_path / "data").iterdir())


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory"])
def test_a_database_without_a_file_is_refused(url):
    with pytest.raises(ValueError, match="needs a file"):
        open_store(url)


def test_sqlite_runs_as_the_notes_say(store):
    with store.read() as session:
        pragmas = {
            name: session.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "busy_timeout": 30_000,
        "foreign_keys": 1,
        "synchronous": 2,  # FULL
    }


def test_an_exception_in_a_write_keeps_nothing(store):
    def add_and_fail() -> None:
        with store.write() as session:
            session.add_person(Person("ada", "guest"), NOW)
            raise KeyError("ours")

    with pytest.raises(KeyError):
        add_and_fail()
    assert count_people(store) == 0
    add_guest(store)
    assert count_people(store) == 1


def test_a_reader_keeps_its_view_while_another_writes(store):
    with store.read() as session:
        assert session.find_person("ada") is None
        add_guest(store)
        assert session.find_person("ada") is None
    with store.read() as session:
        assert session.find_person("ada") == Person("ada", "guest")


def test_times_without_a_zone_are_refused(store):
    def add() -> None:
        with store.write() as session:
            session.add_person(Person("ada", "guest"), datetime(2026, 1, 15, 9, 0))  # noqa: DTZ001

    with pytest.raises(StatementError, match="without a zone"):
        add()


def test_times_come_back_aware_and_in_utc(store):
    paris = NOW.astimezone(timezone(timedelta(hours=1)))
    with store.write() as session:
        session.add_person(Person("ada", "guest"), paris)
    with store.read() as session:
        read = session.connection.scalar(select(person.c.created_at))
    assert read == NOW
    assert read.utcoffset() == timedelta(0)


def test_an_attempt_of_nobody_is_refused(store):
    def add() -> None:
        with store.write() as session:
            row = {"id": "x", "course_id": "c", "quiz_id": "q", "person_id": "nobody"}
            session.connection.execute(attempt.insert(), {**row, "plan": "{}", "started_at": NOW})

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        add()


def test_an_unknown_role_is_refused(store):
    def add() -> None:
        with store.write() as session:
            session.add_person(Person("ada", "king"), NOW)  # type: ignore[arg-type]

    with pytest.raises(IntegrityError, match="ck_person_role"):
        add()


def test_a_full_disk_is_one_error_and_keeps_what_was_acknowledged(store, database):
    add_guest(store)

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size

    event.listen(store.engine, "connect", fill)
    store.close()
    with pytest.raises(StoreUnavailableError, match="full") as caught:
        add_guest(store, "x" * 100_000)
    assert isinstance(caught.value.__cause__, OperationalError)
    event.remove(store.engine, "connect", fill)
    store.close()
    with store.read() as session:
        assert session.find_person("ada") is not None


def test_a_database_locked_by_another_program_is_one_error(migrated, tmp_path, database):
    file = tmp_path / "casekit.db"
    with open_store(f"{database}?timeout=0.01") as store:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="locked"):
            add_guest(store)
        other.execute("ROLLBACK")
        other.close()
        add_guest(store)
        assert count_people(store) == 1


def test_a_read_only_database_is_one_error(store, database):
    def only_read(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(store.engine, "connect", only_read)
    store.close()
    with pytest.raises(StoreUnavailableError, match="readonly"):
        add_guest(store)


def test_a_file_that_is_no_database_is_one_error(tmp_path):
    (tmp_path / "casekit.db").write_bytes(b"not a database, but long enough " * 100)
    with pytest.raises(StoreUnavailableError, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/casekit.db")


def test_a_folder_that_cannot_be_made_is_one_error(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{tmp_path}/data/casekit.db")


def test_a_lock_file_that_cannot_be_opened_is_one_error_and_frees_the_turn(store, tmp_path):
    lock = tmp_path / "casekit.db.lock"
    lock.unlink()
    lock.mkdir()
    with pytest.raises(StoreUnavailableError):
        add_guest(store)
    lock.rmdir()
    add_guest(store)
    assert count_people(store) == 1


def test_a_mistake_of_ours_is_not_called_unavailable(store):
    with store.read() as session, pytest.raises(OperationalError):
        session.connection.exec_driver_sql("SELECT * FROM nothing")
    with pytest.raises(OperationalError), store.read() as session:
        session.connection.exec_driver_sql("SELECT * FROM nothing")


@pytest.mark.parametrize(("flock", "count"), [(True, 250), (False, 50)])
def test_four_processes_write_at_once_and_lose_nothing(processes, store, database, flock, count):
    jobs = [processes.submit(write_people, database, f"p{n}", count, flock) for n in range(4)]
    assert [job.result() for job in jobs] == [count] * 4
    assert count_people(store) == 4 * count


def test_threads_of_one_process_write_at_once_and_lose_nothing(store):
    def write(prefix: int) -> None:
        for number in range(25):
            add_guest(store, f"{prefix}-{number}")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert count_people(store) == 200


def test_a_killed_process_loses_nothing_that_it_acknowledged_and_blocks_nobody(store, database):
    mine, theirs = Pipe(duplex=False)
    process = get_context("spawn").Process(target=write_until_killed, args=(database, theirs))
    process.start()
    theirs.close()
    acknowledged = [mine.recv() for _ in range(100)]
    process.kill()
    process.join()
    with suppress(EOFError):
        while True:
            acknowledged.append(mine.recv())
    add_guest(store)
    with store.read() as session:
        lost = [number for number in acknowledged if session.find_person(str(number)) is None]
    assert lost == []
