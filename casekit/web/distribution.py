"""How the class is divided over a question without a key, for those who have answered it."""

from fractions import Fraction

from casekit.delivery.distribution import MIN_ANSWERS, distribution_of, find_section_of
from casekit.domain.attempt import Attempt
from casekit.domain.version import ItemVersion
from casekit.web.question_views import DistributionView, OptionShare
from casekit.web.rendering import inline
from casekit.web.site import this_site


def show_distribution(
    attempt: Attempt, version: ItemVersion, number: int
) -> DistributionView | None:
    """The choices of the student's section, else of the course; None for other questions."""
    if not version.item.shared_choices():
        return None
    store = this_site().store
    section_id = find_section_of(store, attempt)
    found = distribution_of(store, attempt.course_id, version, section_id)
    answer = attempt.state(number).answer
    own = version.item.choice_made(answer) if answer else None
    return DistributionView(
        shares=tuple(
            OptionShare(
                option=inline(option, version.language),
                count=count,
                share=Fraction(count, found.answered),
                is_own=option == own,
            )
            for option, count in found.counts.items()
        ),
        answered=found.answered,
        least=MIN_ANSWERS,
        of_section=section_id is not None,
        language=version.language,
    )
