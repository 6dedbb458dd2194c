from .catalogue import InterventionType, LadderStep
from .granted import EndReason, Intervention, ReferralDiscussion

__all__ = ["EndReason", "Intervention", "InterventionType", "LadderStep", "ReferralDiscussion"]
