"""The closed vocabularies: namespaces and the notations a fact sheet may use.

The notations are those of the SKOS schemes in `ontology/vocab`; a test holds the two together.
"""

from __future__ import annotations

from enum import StrEnum

SULH = "https://w3id.org/sulh/ontology#"
VOCAB = "https://w3id.org/sulh/vocab/"

PREFIXES = {
    "sulh": SULH,
    "voc": VOCAB,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sh": "http://www.w3.org/ns/shacl#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "wd": "http://www.wikidata.org/entity/",
}


class Modality(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class MediationRole(StrEnum):
    GOOD_OFFICES = "good-offices"
    FACILITATOR = "facilitator"
    MEDIATOR = "mediator"
    HOST = "host"
    CHAIR = "chair"
    CONVENER = "convener"
    DRAFTER = "drafter"
    GUARANTOR = "guarantor"
    ACCOMPANYING = "accompanying"
    OBSERVER = "observer"
    WITNESS = "witness"
    MONITOR_VERIFIER = "monitor-verifier"
    MESSAGE_CARRIER = "message-carrier"
    SUPPORTER = "supporter"


class MeetingFormat(StrEnum):
    DIRECT = "direct"
    INDIRECT_PROXIMITY = "indirect-proximity"
    SHUTTLE = "shuttle"
    TRILATERAL = "trilateral"
    PLENARY = "plenary"
    WORKING_GROUP = "working-group"
    VIRTUAL = "virtual"
    BACK_CHANNEL = "back-channel"


class RoundStatus(StrEnum):
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    UNDER_WAY = "under-way"
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    COLLAPSED = "collapsed"


class RoundOutcome(StrEnum):
    NO_AGREEMENT = "no-agreement"
    AGREEMENT_TO_MEET_AGAIN = "agreement-to-meet-again"
    JOINT_STATEMENT = "joint-statement"
    CEASEFIRE = "ceasefire"
    CEASEFIRE_EXTENSION = "ceasefire-extension"
    CONFIDENCE_BUILDING = "confidence-building"
    PRINCIPLES = "principles"
    PARTIAL_AGREEMENT = "partial-agreement"
    PROCESS_AGREEMENT = "process-agreement"
    COMPREHENSIVE_AGREEMENT = "comprehensive-agreement"
    IMPLEMENTATION_MODALITIES = "implementation-modalities"
    PARTY_WALKOUT = "party-walkout"


class CommitmentType(StrEnum):
    CESSATION_OF_HOSTILITIES = "cessation-of-hostilities"
    CEASEFIRE = "ceasefire"
    TRUCE_FIXED_TERM = "truce-fixed-term"
    CEASEFIRE_EXTENSION = "ceasefire-extension"
    MONITORING_VERIFICATION = "monitoring-verification"
    NON_USE_OF_TERRITORY = "non-use-of-territory"
    NON_SUPPORT_OF_ARMED_GROUPS = "non-support-of-armed-groups"
    BORDER_REOPENING = "border-reopening"
    PRISONER_RELEASE = "prisoner-release"
    HUMANITARIAN_ACCESS = "humanitarian-access"
    WITHDRAWAL = "withdrawal"
    FOLLOW_UP_MEETING = "follow-up-meeting"
    INFORMATION_SHARING = "information-sharing"
    DISARMAMENT = "disarmament"
    POLITICAL_TRANSITION = "political-transition"
    SANCTIONS_RELIEF = "sanctions-relief"
    OTHER = "other"


class CommitmentAction(StrEnum):
    MADE = "made"
    REAFFIRMED = "reaffirmed"
    EXTENDED = "extended"
    ALLEGED_VIOLATED = "alleged-violated"
    DENIED_VIOLATION = "denied-violation"
    SUSPENDED = "suspended"
    REPUDIATED = "repudiated"
    FULFILLED = "fulfilled"


class ParticipantRole(StrEnum):
    HEAD = "head"
    DEPUTY_HEAD = "deputy-head"
    CHIEF_NEGOTIATOR = "chief-negotiator"
    MEMBER = "member"
    ADVISER = "adviser"
    EXPERT = "expert"
    SPOKESPERSON = "spokesperson"
    SIGNATORY = "signatory"
    ENVOY = "envoy"


class PositionKind(StrEnum):
    DEMAND = "demand"
    PROPOSAL = "proposal"
    CONDITION = "condition"
    REJECTION = "rejection"


class IncidentType(StrEnum):
    CLASH = "clash"
    AIRSTRIKE = "airstrike"
    ATTACK = "attack"
    BORDER_CLOSURE = "border-closure"
    PRISONER_RELEASE = "prisoner-release"
    SANCTION = "sanction"
    OTHER = "other"


SCHEMES: dict[str, type[StrEnum]] = {
    "modality": Modality,
    "mediation-role": MediationRole,
    "meeting-format": MeetingFormat,
    "round-status": RoundStatus,
    "round-outcome": RoundOutcome,
    "commitment-type": CommitmentType,
    "commitment-action": CommitmentAction,
    "participant-role": ParticipantRole,
    "position-kind": PositionKind,
    "incident-type": IncidentType,
}


def concept(scheme: str, notation: str) -> str:
    """IRI of a concept, e.g. voc:mediation-role/host."""
    return f"{VOCAB}{scheme}/{notation}"
