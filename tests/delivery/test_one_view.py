"""What a reader sees, on every database: one moment, whatever others write meanwhile."""

from delivery.sample import NOW

from casekit.delivery import find_person, make_guest


def test_what_is_written_while_somebody_reads_is_seen_by_the_next_reader(store):
    first = make_guest(store, NOW)
    with store.read() as session:
        assert session.find_person(first.person_id) == first
        second = make_guest(store, NOW)
        assert session.find_person(second.person_id) is None
    assert find_person(store, second.person_id) == second
