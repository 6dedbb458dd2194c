from .access import CaseWorker, EmergencyAccess, OwnRelation, SealingKey, WorkerRole
from .cases import KLE, Case, CasePerson, Consent
from .families import Family
from .family_access import FamilyAccess, FamilyCode
from .growing import AgeEvent, Transition, TransitionComplaint, TransitionStep
from .people import Citizen, FamilyRole, Merge, ParentalAuthority, Sex
from .target_groups import TargetGroup

__all__ = [
    "AgeEvent",
    "Case",
    "CasePerson",
    "CaseWorker",
    "Citizen",
    "Consent",
    "EmergencyAccess",
    "Family",
    "FamilyAccess",
    "FamilyCode",
    "FamilyRole",
    "KLE",
    "Merge",
    "OwnRelation",
    "ParentalAuthority",
    "SealingKey",
    "Sex",
    "TargetGroup",
    "Transition",
    "TransitionComplaint",
    "TransitionStep",
    "WorkerRole",
]
