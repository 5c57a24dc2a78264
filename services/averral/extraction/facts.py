"""What claim finding must know of a language: section `[claims]`, and the lists of it compiled for look-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from averral.language import tables
from averral.language.concept_words import ConceptWords
from averral.language.normalise import key
from averral.language.phrases import Phrases


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Section `[claims]` of a language. Entries use the signs of `language.phrases`."""

    breaks: tuple[str, ...] = ()
    """Words that begin a new clause: while, but, after."""
    breaks_after: tuple[str, ...] = ()
    """Words that end a subordinate clause, where the language puts them last: sonra, rağmen."""
    unbroken: tuple[str, ...] = ()
    """Phrases with such a word that begins no clause: listed *as missing*."""
    coordinators: tuple[str, ...] = ()
    """Words that may begin a new clause, or only join nouns: and, or."""
    alternatives: tuple[str, ...] = ()
    """Words between harms of which none, or all, came about: deaths *or* injuries."""
    joined_coordinators: tuple[str, ...] = ()
    """Coordinators written together with the next word."""
    joined_next: tuple[str, ...] = ()
    """Folded words before which a joined coordinator may open a clause; `word*` is every word that begins so."""
    recounts: tuple[str, ...] = ()
    """Words by which somebody gives another figure for what was told before: spoke of, put the number at."""
    carrying: tuple[str, ...] = ()
    """Pronouns that may stand for an event told of before, as the subject of a sentence: it, they, this."""
    participles: tuple[str, ...] = ()
    """Endings of verbs that describe the noun behind them: "kaçırılan mühendis"."""
    relatives: tuple[str, ...] = ()
    """Words that open a relative clause behind a comma, and may mean something else elsewhere: "der"."""
    relative_prefix: str = ""
    """What makes a verb describe the noun before it, written with it: "שנחטף"."""
    attended: tuple[str, ...] = ()
    """Behind how many came, or before it: "a march that 20,000 *joined*"; they did nothing else."""
    exceeds: tuple[str, ...] = ()
    """Verbs by which a number was passed, somewhere before it: "topped 90"."""
    exceeds_after: tuple[str, ...] = ()
    """The same behind it."""
    questions: tuple[str, ...] = ()
    """Question words; what follows them in a question is no claim."""
    whether: tuple[str, ...] = ()
    """Words that open what somebody does not know: whether."""
    by: tuple[str, ...] = ()
    """Before the one who acts in a passive: by, at the hands of."""
    against: tuple[str, ...] = ()
    """Before the one acted on: on, against."""
    object: tuple[str, ...] = ()
    """The same, but only directly behind the noun of the event: the capture *of*."""
    between: tuple[str, ...] = ()
    """Before the sides of talks or an agreement: between, with."""
    about: tuple[str, ...] = ()
    """Before what talks or an agreement are about: on, over."""
    launched: tuple[str, ...] = ()
    """Before those from whose positions somebody was fired at: "the shells came from the lines of"."""
    launched_after: tuple[str, ...] = ()
    """The same where it follows."""
    by_after: tuple[str, ...] = ()
    """The same as `by` where it follows the noun."""
    against_after: tuple[str, ...] = ()
    between_after: tuple[str, ...] = ()
    backed: tuple[str, ...] = ()
    """Before somebody who stands behind those that act, and does not act: backed by, pro-."""
    backed_after: tuple[str, ...] = ()
    """The same where it follows the name."""
    backed_joined: tuple[str, ...] = ()
    """The same where a hyphen joins it to the name: Turkish-backed."""
    passive: tuple[str, ...] = ()
    """Words shortly before a verb that make it passive."""
    passive_endings: tuple[str, ...] = ()
    """Endings of verb forms that are passive by themselves."""
    active_endings: tuple[str, ...] = ()
    """Endings of verb forms that no auxiliary makes passive: "have been kill*ing*"."""
    active_words: tuple[str, ...] = ()
    """Words of acts that look like a passive and are none: "was *responsible* for"."""
    lone: tuple[str, ...] = ()
    """Nouns for one person, who is counted where nothing else is: "a guard was killed"."""
    lone_articles: tuple[str, ...] = ()
    """Words before such a noun, where the language has articles."""
    lone_of: tuple[str, ...] = ()
    """Words for one of several: "one of", "uno de sus"."""
    causatives: tuple[str, ...] = ()
    """Verbs by which the one named first makes others suffer: "öldürdü", "töteten"."""
    causatives_counted: tuple[str, ...] = ()
    """The same only where the sufferers are counted behind them: "killed 12", for "12 killed" is passive."""
    admissions: tuple[str, ...] = ()
    """Beginnings of verbs by which somebody owns up to an act: admitted, acknowledged."""
    drops_subjects: bool = False
    """Whether a clause that goes on about its speaker names nobody: заявила, что взяла город."""
    object_marks: tuple[str, ...] = ()
    """Words that mark an object, where the verb comes last and who acts is left out before it."""
    own_act_endings: tuple[str, ...] = ()
    """Endings of the verb of such a clause, where these show that it is what somebody says: geçirdiğini."""
    subject_endings: tuple[str, ...] = ()
    """Endings of the one who acts before such a verb."""
    own_self: tuple[str, ...] = ()
    """Words for the speaker, or for what is the speaker's, that begin what is said: we, our forces."""
    other_self: tuple[str, ...] = ()
    """The same in indirect speech: they, its planes."""
    capitals: bool = False
    """Whether names are written with capital letters and other words without."""
    name_after: bool = False
    """Whether a name follows the naming noun: Liwa al-Quds, but Quds Brigade."""
    naming: tuple[str, ...] = ()
    """Nouns that a proper name belongs to: brigade, conference, movement."""
    name_stops: tuple[str, ...] = ()
    """Words that end a name."""
    count_stops: tuple[str, ...] = ()
    """Words behind which nothing is counted any more."""
    adjective_endings: tuple[str, ...] = ()
    """Endings of adjectives that stand between a number and its noun."""
    partitives: tuple[str, ...] = ()
    """Words between a number and those it counts a part of: "43 of the pilgrims"."""
    apart: tuple[str, ...] = ()
    """Between events of different days: a week after, two days before."""
    definites: tuple[str, ...] = ()
    """Articles before "two" that tell of those known already: the, both; as folded keys, or written with the word."""
    definite_prefix: str = ""
    """The article written with the noun behind "two"."""
    populations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who is counted; `people` for persons of no group."""
    things: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else is counted, by neutral name."""
    aims: tuple[str, ...] = ()
    """Before what people protest against or demand, which has not happened by that: in protest at, demanding."""
    aims_after: tuple[str, ...] = ()
    """The same where it follows."""
    sufferers: tuple[str, ...] = ()
    """Nouns for those whom something befell, which tell no event where nobody is counted: victims, survivors."""
    including: tuple[str, ...] = ()
    """Before a part of the number just given."""
    tellers: tuple[str, ...] = ()
    """Those who give another figure for the same, or words for it: police, organisers, put the number at."""
    cumulative: tuple[str, ...] = ()
    """Words that make a number a running total."""
    former: tuple[str, ...] = ()
    """Directly before what a number was until now: "lowered to 95 from 103"."""
    former_endings: tuple[str, ...] = ()
    """Endings on such a number: "yüzde 5,9'dan"."""
    former_prefixes: tuple[str, ...] = ()
    """The same written before it: "מ-5.9"."""
    earlier: tuple[str, ...] = ()
    """Beside a figure that was given before the report's own: "raising an *earlier toll* of six"."""
    sized: tuple[str, ...] = ()
    """Directly before how many live somewhere: "a town of 75,000 inhabitants"."""
    sized_after: tuple[str, ...] = ()
    """The same directly behind it."""
    until: tuple[str, ...] = ()
    """Until, before a day that what goes on lasts to."""
    until_after: tuple[str, ...] = ()
    """The same behind the day."""
    since: tuple[str, ...] = ()
    """Directly before a day from which on something has happened."""
    since_after: tuple[str, ...] = ()
    """The same where it follows the day."""
    opinion: tuple[str, ...] = ()
    """Judgement, feeling, exhortation: what no report can confirm."""
    speakers: tuple[str, ...] = ()
    """I, we, our, you: the speech of someone with a stake."""
    measures: tuple[str, ...] = ()
    """Words of measuring and comparing: percent, rose, most, first."""
    armies: tuple[str, ...] = ()
    """Nouns for a state's army, behind or before its name: army, armed forces."""
    armies_alone: tuple[str, ...] = ()
    """The same where they stand without it: the army."""
    sources: tuple[str, ...] = ()
    """Nouns that make the next or last outlet name a credit: sources, correspondent."""


tables.register("claims", ClaimFacts)

#: Attributes of `ClaimFacts` that are looked up together, one label each.
_LISTS = (
    "breaks",
    "breaks_after",
    "unbroken",
    "coordinators",
    "carrying",
    "questions",
    "attended",
    "exceeds",
    "exceeds_after",
    "by",
    "against",
    "object",
    "between",
    "about",
    "launched",
    "launched_after",
    "by_after",
    "against_after",
    "between_after",
    "backed",
    "backed_after",
    "backed_joined",
    "passive",
    "causatives",
    "causatives_counted",
    "aims",
    "aims_after",
    "including",
    "apart",
    "tellers",
    "cumulative",
    "former",
    "earlier",
    "sized",
    "sized_after",
    "until",
    "until_after",
    "since",
    "since_after",
    "opinion",
    "speakers",
    "measures",
    "sources",
)


@cache
def facts(language: str) -> ClaimFacts:
    """The facts of a language; empty ones where it has none."""
    return tables.section(language, "claims", ClaimFacts)


@cache
def markers(language: str) -> Phrases:
    """All lists of small words, each under its own name as label."""
    known = facts(language)
    return Phrases({name: getattr(known, name) for name in _LISTS})


@cache
def sufferers(language: str) -> Phrases:
    """The nouns for those whom something befell."""
    return Phrases({"sufferers": facts(language).sufferers}, _proclitics(language))


@cache
def lone(language: str) -> Phrases:
    """What tells of one person without a number, labels `lone` and `lone_of`."""
    known = facts(language)
    return Phrases({"lone": known.lone, "lone_of": known.lone_of})


@cache
def armies(language: str) -> Phrases:
    """Words for an army, labels `noun` and `alone`."""
    known = facts(language)
    return Phrases({"noun": known.armies, "alone": known.armies_alone}, known.joined_coordinators)


@cache
def recounting(language: str) -> Phrases:
    """Words that give another figure for what was told before."""
    return Phrases({"recounts": facts(language).recounts})


@cache
def selves(language: str) -> Phrases:
    """Words for the speaker at the beginning of what is said, labels `own_self` and `other_self`."""
    known = facts(language)
    return Phrases({"own_self": known.own_self, "other_self": known.other_self}, known.joined_coordinators)


@cache
def admissions(language: str) -> tuple[str, ...]:
    """Folded beginnings of the verbs of owning up."""
    return tuple(map(key, facts(language).admissions))


@cache
def unsettled(language: str) -> frozenset[str]:
    """Folded keys of the words that open what somebody does not know."""
    return frozenset(key(word) for word in facts(language).whether)


@cache
def name_stops(language: str) -> frozenset[str]:
    """Folded keys of the words that end a name."""
    return frozenset(key(word) for word in facts(language).name_stops)


@cache
def count_stops(language: str) -> frozenset[str]:
    """Folded keys of the words behind which nothing is counted any more."""
    return frozenset(key(word) for word in facts(language).count_stops)


@cache
def partitives(language: str) -> frozenset[str]:
    """Folded keys of the words between a number and those it counts a part of."""
    return frozenset(key(word) for word in facts(language).partitives)


@cache
def counted(language: str) -> Phrases:
    """What numbers count: labels `population:…` and `thing:…`."""
    known = facts(language)
    lists = {f"population:{name}": entries for name, entries in known.populations.items()}
    lists |= {f"thing:{name}": entries for name, entries in known.things.items()}
    return Phrases(lists, _proclitics(language))


@cache
def naming(language: str) -> Phrases:
    """Naming nouns, label `naming`."""
    return Phrases({"naming": facts(language).naming}, _proclitics(language))


@cache
def naming_keys(language: str) -> frozenset[str]:
    """The naming nouns as folded keys, without the signs of entries."""
    return frozenset(key(entry.rstrip("*")) for entry in facts(language).naming)


def _proclitics(language: str) -> tuple[str, ...]:
    return tables.section(language, "concepts", ConceptWords).proclitics
