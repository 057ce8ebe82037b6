"""What is known of a chapter's financing."""

from implementers.models import ImplementerKind
from reporting.enums import FinancingState
from reporting.models import Submission


def financing_state(submission: Submission) -> FinancingState:
    """Stated, none stated, or not applicable.

    The official table asks for financing of organs, agencies and entities of the OAS alone ("only
    for SG/OAS"); whoever else states one has it printed too.
    """
    if submission.financing.all():
        return FinancingState.STATED
    if submission.implementer.kind == ImplementerKind.OAS:
        return FinancingState.NONE_STATED
    return FinancingState.NOT_APPLICABLE
