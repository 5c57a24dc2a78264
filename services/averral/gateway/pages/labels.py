"""Words for the closed lists that findings speak in. Marked for the catalogues; translated when they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from averral.model import (
    DocumentState,
    FindingState,
    Modality,
    OriginLevel,
    Polarity,
    Qualifier,
    RelationReason,
    ReviewAction,
)


def marked(text: str) -> str:
    """The text itself; its name tells the catalogues to take it up."""
    return text


STATES: Mapping[str, str] = {
    FindingState.CORROBORATED: marked("Corroborated"),
    FindingState.SINGLE_ORIGIN: marked("Single origin"),
    FindingState.CONTESTED: marked("Contested"),
    FindingState.CONTRADICTED: marked("Contradicted"),
    FindingState.SUPERSEDED: marked("Overtaken"),
    FindingState.NO_EVIDENCE: marked("No evidence"),
    FindingState.NOT_CHECKABLE: marked("Not checkable"),
    FindingState.VERBATIM: marked("Same words"),
    FindingState.EXCERPT: marked("Excerpt"),
    FindingState.TRANSLATED: marked("Translated"),
    FindingState.PARAPHRASED: marked("Paraphrased"),
    FindingState.ALTERED: marked("Altered"),
    FindingState.MISATTRIBUTED: marked("Misattributed"),
    FindingState.DENIED: marked("Denied"),
    FindingState.NOT_FOUND: marked("Not found"),
    FindingState.TOO_FEW_ORIGINS: marked("Too few origins"),
}
#: What a state means, for those who meet it for the first time.
MEANINGS: Mapping[str, str] = {
    FindingState.CORROBORATED: marked("Independent origins report it, and none reports otherwise."),
    FindingState.SINGLE_ORIGIN: marked("One origin reports it, however many outlets repeat it."),
    FindingState.CONTESTED: marked("Independent origins report different things."),
    FindingState.CONTRADICTED: marked("No origin reports it; others report otherwise."),
    FindingState.SUPERSEDED: marked("It was reported, and later reports have overtaken it."),
    FindingState.NO_EVIDENCE: marked(
        "Nothing that was searched bears on it. That is not the same as untrue."
    ),
    FindingState.NOT_CHECKABLE: marked("An opinion, a forecast or a question: there is nothing to compare."),
    FindingState.VERBATIM: marked("The same words are reported of the same speaker."),
    FindingState.EXCERPT: marked("The words are shortened, and the meaning is kept."),
    FindingState.TRANSLATED: marked("The statement is reported in another language."),
    FindingState.PARAPHRASED: marked("The statement is reported in other words."),
    FindingState.ALTERED: marked("The words are reported differently, so that the meaning may differ."),
    FindingState.MISATTRIBUTED: marked("The words are reported of somebody else."),
    FindingState.DENIED: marked("The statement is reported, and so is its denial."),
    FindingState.NOT_FOUND: marked("No report of this statement is among what was searched."),
    FindingState.TOO_FEW_ORIGINS: marked("Several origins report it, but fewer than were asked for."),
}
#: Which colour and sign a state has.
TONES: Mapping[str, str] = {
    FindingState.CORROBORATED: "agree",
    FindingState.VERBATIM: "agree",
    FindingState.EXCERPT: "agree",
    FindingState.TRANSLATED: "agree",
    FindingState.PARAPHRASED: "agree",
    FindingState.CONTESTED: "split",
    FindingState.DENIED: "split",
    FindingState.CONTRADICTED: "against",
    FindingState.ALTERED: "against",
    FindingState.MISATTRIBUTED: "against",
    FindingState.SUPERSEDED: "later",
    FindingState.SINGLE_ORIGIN: "one",
    FindingState.NO_EVIDENCE: "none",
    FindingState.NOT_CHECKABLE: "none",
    FindingState.NOT_FOUND: "none",
    FindingState.TOO_FEW_ORIGINS: "one",
}
KINDS: Mapping[str, str] = {
    "casualties": marked("Casualties"),
    "talks": marked("Talks"),
    "agreement": marked("Agreement"),
    "control": marked("Control of a place"),
    "attack": marked("Attack"),
    "displacement": marked("Displacement"),
    "siege": marked("Siege"),
    "aid": marked("Aid"),
    "exchange": marked("Exchange of prisoners"),
    "arrest": marked("Arrest"),
    "turnout": marked("Turnout"),
    "intention": marked("Intention"),
    "statement": marked("Statement"),
    "other": marked("Other claim"),
    "quote": marked("Quotation"),
}
REASONS: Mapping[str, str] = {
    RelationReason.VALUE: marked("the figures differ"),
    RelationReason.OUTCOME: marked("the outcomes differ"),
    RelationReason.POLARITY: marked("one affirms what the other negates"),
    RelationReason.MODALITY: marked("one is a plan or a possibility"),
    RelationReason.ACTOR: marked("another actor is named"),
    RelationReason.CONTROL: marked("control is given to another side"),
    RelationReason.PLACE: marked("another place"),
    RelationReason.TIME: marked("another time"),
    RelationReason.POPULATION: marked("another group is counted"),
    RelationReason.UNIT: marked("something else is counted"),
    RelationReason.AS_OF: marked("a later state"),
    RelationReason.WORDING_NEGATION: marked("a negation is lost or added"),
    RelationReason.WORDING_MODALITY: marked("a modal word is lost or added"),
    RelationReason.WORDING_CUT: marked("words are cut"),
    RelationReason.WORDING_CHANGED: marked("words are changed"),
    RelationReason.SPEAKER: marked("another speaker"),
    RelationReason.DENIAL: marked("it is denied"),
    RelationReason.ENTAILMENT: marked("the texts contradict each other"),
}
LEVELS: Mapping[str, str] = {
    OriginLevel.SAME_DOCUMENT: marked("in the same report"),
    OriginLevel.COPY: marked("the same text"),
    OriginLevel.CREDIT: marked("the same agency or outlet is credited"),
    OriginLevel.WITNESS: marked("the same person is the source"),
    OriginLevel.OWNER: marked("the outlets have one owner"),
}
QUALIFIERS: Mapping[str, str] = {
    Qualifier.EXACT: "%(number)s",
    Qualifier.ABOUT: marked("about %(number)s"),
    Qualifier.AT_LEAST: marked("at least %(number)s"),
    Qualifier.AT_MOST: marked("at most %(number)s"),
    Qualifier.MORE_THAN: marked("more than %(number)s"),
    Qualifier.LESS_THAN: marked("less than %(number)s"),
    Qualifier.RANGE: "%(low)s–%(high)s",
    Qualifier.VAGUE: marked("%(number)s or more"),
}
#: What is counted; a unit that is not here is shown as it is.
UNITS: Mapping[str, str] = {
    "killed": marked("killed"),
    "wounded": marked("wounded"),
    "captured": marked("captured"),
    "missing": marked("missing"),
    "displaced": marked("displaced"),
    "besieged": marked("besieged"),
    "evacuated": marked("evacuated"),
    "arrested": marked("arrested"),
    "released": marked("released"),
    "fighters": marked("fighters"),
    "people": marked("people"),
    "percent": marked("per cent"),
    "money": marked("money"),
    "houses": marked("houses"),
    "vehicles": marked("vehicles"),
    "tanks": marked("tanks"),
    "aircraft": marked("aircraft"),
    "drones": marked("drones"),
    "rockets": marked("rockets and shells"),
    "strikes": marked("strikes"),
    "villages": marked("towns and villages"),
    "schools": marked("schools"),
    "hospitals": marked("hospitals"),
    "states": marked("states"),
    "other": "",
}
POPULATIONS: Mapping[str, str] = {
    "civilians": marked("civilians"),
    "children": marked("children"),
    "women": marked("women"),
    "soldiers": marked("soldiers"),
    "fighters": marked("fighters"),
    "police": marked("police"),
    "journalists": marked("journalists"),
    "delegates": marked("delegates"),
    "prisoners": marked("prisoners"),
    "hostages": marked("hostages"),
    "medics": marked("medical and rescue workers"),
}
MODALITIES: Mapping[str, str] = {
    Modality.ASSERTED: marked("stated"),
    Modality.ATTRIBUTED: marked("said by a source"),
    Modality.DENIED: marked("denied"),
    Modality.PLANNED: marked("planned"),
    Modality.POSSIBLE: marked("possible"),
}
POLARITIES: Mapping[str, str] = {Polarity.AFFIRMED: marked("affirmed"), Polarity.NEGATED: marked("negated")}
ACTIONS: Mapping[str, str] = {
    ReviewAction.ACCEPT: marked("Accepted"),
    ReviewAction.REJECT: marked("Rejected"),
    ReviewAction.NOTE: marked("Note"),
    ReviewAction.MERGE: marked("Same as another finding"),
    ReviewAction.SPLIT: marked("Passages about something else"),
}
#: The note that takes a decision back; both stay.
TAKEN_BACK = marked("Taken back: “%(decision)s”, %(author)s, %(at)s UTC.")
QUEUES: Mapping[str, str] = {
    "ingest": marked("Reading reports"),
    "relate": marked("Comparing reports"),
    "deliver": marked("Sending webhooks"),
}
DOCUMENT_STATES: Mapping[str, str] = {
    DocumentState.PENDING: marked("Waiting to be read"),
    DocumentState.INDEXED: marked("Read"),
    DocumentState.RELATED: marked("Compared"),
    DocumentState.FAILED: marked("Failed"),
}
