from .access import CaseWorker, EmergencyAccess, OwnRelation, SealingKey, WorkerRole
from .cases import KLE, Case, CasePerson, Consent
from .people import Citizen, FamilyRole, Merge, ParentalAuthority, Sex
from .target_groups import TargetGroup

__all__ = [
    "KLE",
    "Case",
    "CasePerson",
    "CaseWorker",
    "Citizen",
    "Consent",
    "EmergencyAccess",
    "FamilyRole",
    "Merge",
    "OwnRelation",
    "ParentalAuthority",
    "SealingKey",
    "Sex",
    "TargetGroup",
    "WorkerRole",
]
