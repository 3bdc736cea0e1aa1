"""How the class is divided over a question without a key, for those who have answered it."""

from fractions import Fraction

from casekit.delivery.distribution import MIN_ANSWERS, distribution_of
from casekit.domain.attempt import Attempt
from casekit.domain.version import ItemVersion
from casekit.web.question_views import DistributionView, OptionShare
from casekit.web.rendering import inline
from casekit.web.site import this_site


def show_distribution(
    attempt: Attempt, version: ItemVersion, number: int, section_id: str | None
) -> DistributionView:
    """The choices of a section, or of the whole course, at a question that has no key."""
    found = distribution_of(this_site().store, attempt.course_id, version, section_id)
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
