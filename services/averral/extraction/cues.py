"""Words that announce reported speech: the table of each language, compiled, and finding them in a unit's tokens.

The rows say what may follow a cue (a clause, a noun phrase behind a certain word, an infinitive), not which language it
is; the code asks for these facts only. The classes follow the source-cue-content scheme of PARC and PolNeAR.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from averral.extraction.wordlists import (
    REMEMBERED_WORDS,
    SHORTEST_BEGINNING,
    Keyed,
    PhraseList,
    Traits,
    WordList,
    word_list,
)
from averral.language import tables
from averral.language.unsaid import unsaid

#: Kinds of cues: a verb of saying with its negation, and one that shows by its form that speakers deny for themselves.
UNSAID, OWN = "unsaid", "own"


@dataclass(frozen=True, slots=True)
class CueRow:
    """Cues of one behaviour; the schema of `[[speech.cues]]`. A form may stand in several rows."""

    kind: str
    forms: tuple[str, ...]
    """`*` ends a word with any ending, `+` a stem with one of `verb_endings`."""
    clause: bool = True
    """A clause may follow a complementizer."""
    bare: bool = False
    """A clause may follow with no complementizer."""
    links: tuple[str, ...] = ()
    """Words before a noun phrase as content; `x+` is written together with the next word."""
    object: bool = False
    """A noun phrase may follow with no link."""
    infinitives: bool = False
    describes: bool = False
    """Takes a description in marks: "called it «a farce»"."""
    denies: bool = False
    rejects: bool = False
    """Denies what it has for an object if that is a `claimed` saying: "rejected *reports* that"."""
    noun: bool = False
    hearer: bool = False
    """The grammatical subject heard it; the speaker follows."""
    object_hears: bool = False
    """What follows the verb is the hearer: "told reporters that"."""
    subject_before: bool = False
    trailing: bool = False
    """Stands behind its content only: "…, so the minister"."""
    adverbial: bool = False
    """Its clause ends at a comma, behind which the main clause goes on: "noting that the camps were full, …"."""
    endings: tuple[str, ...] = ()
    """Endings of a noun that the verb takes before it as content: "of the cold (complained)"."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Schema of section `speech`. Lists hold single words unless said otherwise."""

    cues: tuple[CueRow, ...] = ()
    proclitics: tuple[str, ...] = ()
    """Conjunctions written together with a cue."""
    verb_endings: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    """Words for "too" that may stand before the last word of any cue of several words."""
    verb_first: bool = False
    """The subject normally follows its verb."""
    inverts: bool = False
    """The subject may follow a verb that stands after its content."""
    content_first: bool = False
    """The reported clause stands before its verb."""
    cased: bool = False
    """The script has capitals, and names take them."""
    noun_capitals: bool = False
    """Every noun has a capital."""
    comma_clauses: bool = False
    """A comma alone may part a cue from its clause."""
    verb_second: bool = False
    """Behind a fronted source the verb follows at once: what is said begins with it."""
    bracket_openers: tuple[str, ...] = ()
    """Auxiliaries that stand second, with the cue as participle at the end of the clause."""
    passives: tuple[str, ...] = ()
    """Auxiliaries of a passive that a participle ends: who was condemned does not speak."""
    source_nouns: tuple[str, ...] = ()
    """Last words of according-phrases that name the source themselves: "per police reports"."""
    partitives: tuple[str, ...] = ()
    """Prepositions that open an object like an article: "demands *of* new elections"."""
    infinitive_endings: tuple[str, ...] = ()
    """A verb in this form right behind a verb of speech begins what was said: "affirms to regret"."""
    infinitive_starts: tuple[str, ...] = ()
    """Words that stand before such an infinitive."""
    object_openers: tuple[str, ...] = ()
    """Determiners that begin an object where the subject stands between verb and object."""
    accusatives: tuple[str, ...] = ()
    """Determiners that begin no subject."""
    not_subjects: tuple[str, ...] = ()
    """Words before a verb that are its object: "this the minister confirmed"."""
    infinitive_marker: str = ""
    """A word before, or a syllable inside, the infinitive of a clause behind a comma."""
    reported_forms: tuple[str, ...] = ()
    """Verb forms that mark a sentence as somebody else's words."""
    as_words: tuple[str, ...] = ()
    """Open a clause that names source and cue: "as the agency reported"."""
    nominative: tuple[str, ...] = ()
    """`ending>ending` of a noun or name that an according-phrase governs, and of its nominative; the first that fits."""
    nominative_adjectives: tuple[str, ...] = ()
    locative_openers: tuple[str, ...] = ()
    """Words before a body in whose name somebody speaks: "*at* the ministry they insist"."""
    locative_nominative: tuple[str, ...] = ()
    """As `nominative`, for a noun behind one of these."""
    locative_adjectives: tuple[str, ...] = ()
    object_marker: str = ""
    """A word behind an object that stands before its verb."""
    closers: tuple[str, ...] = ()
    """Parts of a verb that stand behind its object."""
    contracted_article: str = ""
    """The article together with the preposition of possession."""
    article: str = ""
    """Written onto nouns; a word with it begins no person's name."""
    interrupts: str = ""
    """Inside marks an attribution stands between these characters: a dash or commas."""
    complementizers: tuple[str, ...] = ()
    """Phrases."""
    complementizers_with_pronoun: tuple[str, ...] = ()
    mixed_clauses: bool = False
    """Marks behind a complementizer hold part of a clause that is told, never all of what was said."""
    complementizer_prefix: str = ""
    """A complementizer written onto the first word of its clause."""
    complementizer_leads: tuple[str, ...] = ()
    clause_endings: tuple[str, ...] = ()
    """Endings of the verb of a reported clause that stands first."""
    object_endings: tuple[str, ...] = ()
    relative_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    """Endings of a verb that stands before the noun it tells of: "*the leaving* minister"."""
    participles_not: tuple[str, ...] = ()
    """Words with such an ending that are none: "human"."""
    possessed_endings: tuple[str, ...] = ()
    """Endings of an office that belongs to what stands before it: no name of a person, but of a body."""
    case_endings: tuple[str, ...] = ()
    """Endings of a noun that cannot be a subject."""
    contrast_endings: tuple[str, ...] = ()
    """Endings of a verb behind which another subject may follow: "while X said …, Y …"."""
    topic_words: tuple[str, ...] = ()
    """Words right behind a subject that set it against another: "the union, *for its part*"."""
    relatives: tuple[str, ...] = ()
    """Words that open a clause about the noun before a comma: ", *who* lost her brother,"."""
    topic_openers: tuple[str, ...] = ()
    """Words before a subject set in front: "*as for* the union"."""
    subject_endings: tuple[str, ...] = ()
    """Endings of a common noun that can only be the subject where it opens a sentence."""
    adjective_endings: tuple[str, ...] = ()
    """Endings by which an article word goes on a noun phrase."""
    adjectives: tuple[str, ...] = ()
    """Further words that go on a noun phrase."""
    name_links: tuple[str, ...] = ()
    """Parts of a name that take another word after them."""
    converbs: tuple[str, ...] = ()
    """Forms of cues that never have a subject of their own: "adding"."""
    coordinators: tuple[str, ...] = ()
    third_person: tuple[str, ...] = ()
    """Words by which a speaker does not speak of himself."""
    not_cues: tuple[str, ...] = ()
    """Phrases that hold a cue word and report nothing."""
    not_labels: tuple[str, ...] = ()
    """Words before a colon that are no speakers: "Video: …"."""
    according: tuple[str, ...] = ()
    """Phrases before the source."""
    according_front: tuple[str, ...] = ()
    """Single words that at the front name a person whose view follows: "for the economist X, …"."""
    according_after: tuple[str, ...] = ()
    """Phrases after the source."""
    according_pronoun: tuple[str, ...] = ()
    """Phrases that hold the source as a pronoun: "in her words"."""
    according_bounded: bool = False
    """An according-phrase stands at the start or behind punctuation; elsewhere its words mean something else."""
    according_fillers: tuple[str, ...] = ()
    hearer_links: tuple[str, ...] = ()
    hearer_nouns: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    """Pronouns for one person: "he", "she"; no body is meant."""
    determiners: tuple[str, ...] = ()
    subject_stops: tuple[str, ...] = ()
    venue_links: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    clause_breaks: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    """First words of adverbials."""
    time_words: tuple[str, ...] = ()
    afterthoughts: tuple[str, ...] = ()
    """Phrases that behind a comma part a noun phrase that was said from the reporter's own words: "amid", "a day after"."""
    object_heads: tuple[str, ...] = ()
    """Nouns of action: what is demanded or announced begins with one, no name does."""
    source_links: tuple[str, ...] = ()
    """Words before the source of what somebody heard."""
    claimed: tuple[str, ...] = ()
    """Nouns for what others say and nobody has shown: "allegations", "rumours"."""
    untrue: tuple[str, ...] = ()
    """Words that call such a saying false: "baseless", "a lie"."""
    judging: tuple[str, ...] = ()
    """Words between the saying and what it is called: "dismissed *as*"."""
    interjections: tuple[str, ...] = ()
    """Phrases that between two commas only join a sentence to another: "said, *however*, that"."""
    citing: tuple[str, ...] = ()
    """Phrases by which an outlet names its source in passing: "*citing* a ministry official"."""
    commoners: tuple[str, ...] = ()
    """Nouns for people by trade or plight, which without an article stand before no name: "a truck driver"."""
    papers: tuple[str, ...] = ()
    """Nouns for what tells something and is nobody: "a statement", "figures"."""
    seen_words: tuple[str, ...] = ()
    """Verbs before those who only saw a paper: "a document *obtained* by"."""
    owner_links: tuple[str, ...] = ()
    """Words before whoever made a paper: "figures compiled *by*"."""
    outlets: tuple[str, ...] = ()
    """Words that belong to the names of newspapers, agencies and stations."""
    definites: tuple[str, ...] = ()
    """Determiners of what was named before: "the source"."""
    generic: tuple[str, ...] = ()
    """Nouns for somebody named before that name no office: "the official", "the diplomat"."""
    anonymity: tuple[str, ...] = ()
    """Phrases by which a report says that its speaker is not to be named."""
    anonymous: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    naming_links: tuple[str, ...] = ()
    naming_follows: bool = False
    link_exceptions: tuple[str, ...] = ()


tables.register("speech", Speech)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of a form allow together."""

    kinds: tuple[str, ...]
    clause: bool
    bare: bool
    links: tuple[str, ...]
    object: bool
    infinitives: bool
    describes: bool
    denies: bool
    rejects: bool
    noun: bool
    hearer: bool
    object_hears: bool
    subject_before: bool
    trailing: bool
    adverbial: bool
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue among the tokens of a unit, `[first, end)`; `clitic` says that a conjunction is written with it."""

    first: int
    end: int
    frame: Frame
    clitic: str = ""

    @property
    def is_noun(self) -> bool:
        """Whether the form is a noun in every reading."""
        return self.frame.kinds == ("noun",)


@dataclass(frozen=True)
class Lexicon:
    """The speech table of one language, compiled for look-up."""

    speech: Speech
    cues: PhraseList
    frames: dict[tuple[int, ...], Frame] = field(default_factory=dict)
    complementizers: PhraseList = field(default_factory=lambda: PhraseList(()))
    according: PhraseList = field(default_factory=lambda: PhraseList(()))
    according_after: PhraseList = field(default_factory=lambda: PhraseList(()))
    according_pronoun: PhraseList = field(default_factory=lambda: PhraseList(()))
    not_cues: PhraseList = field(default_factory=lambda: PhraseList(()))
    anonymity: PhraseList = field(default_factory=lambda: PhraseList(()))
    citing: PhraseList = field(default_factory=lambda: PhraseList(()))
    interjections: PhraseList = field(default_factory=lambda: PhraseList(()))
    afterthoughts: PhraseList = field(default_factory=lambda: PhraseList(()))
    lists: dict[str, WordList] = field(default_factory=dict)
    _seen: dict[str, Traits] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        # As attributes of their own they are found at once; `__getattr__` is asked last.
        self.__dict__.update(self.lists)

    def __getattr__(self, name: str) -> WordList:
        """The word list of that name in the table."""
        raise AttributeError(name)

    def frame(self, rows: tuple[int, ...]) -> Frame:
        """The union of the rows."""
        found = self.frames.get(rows)
        if found is None:
            found = self.frames[rows] = _union([self.speech.cues[row] for row in rows])
        return found

    def traits(self, key: str) -> Traits:
        """What the table says of a word."""
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) >= REMEMBERED_WORDS:
                self._seen.clear()
            known = self._seen[key] = self._traits_of(key)
        return known

    def _traits_of(self, key: str) -> Traits:
        forms = tuple(self._unprefixed(key))
        bare = tuple(self._bare_forms(forms))

        def begins(*lists: PhraseList) -> bool:
            return any(each.starting(form) for each in lists for form, _ in forms)

        return Traits(
            forms=forms,
            bare=bare,
            cue=begins(self.cues),
            exception=begins(self.not_cues, self.anonymity),
            attribution=begins(self.according, self.according_after, self.according_pronoun)
            or key in self.as_words,
            complementizer=begins(self.complementizers),
            cites=begins(self.citing),
            pronoun_complementizer=any(form in self.complementizers_with_pronoun for form, _ in forms),
            telling=any(
                form in known
                for form in bare
                for known in (self.roles, self.titles, self.bodies, self.anonymous, self.pronouns)
            ),
            common=self._is_common(key, forms),
        )

    def _is_common(self, key: str, forms: Sequence[tuple[str, str]]) -> bool:
        lists = [
            self.roles, self.titles, self.bodies, self.anonymous, self.time_words, self.determiners, self.pronouns,
            self.clause_breaks,
        ]  # fmt: skip
        if not self.speech.cased:
            lists += [self.openers, self.subject_stops]
        if any(key in known for known in lists) or any(form in self.auxiliaries for form, _ in forms):
            return True
        article = self.speech.article
        return (bool(article) and article + key in self.bodies) or any(
            form in self.bodies for form in self.attached_forms(key)
        )

    def is_cue_word(self, key: str) -> bool:
        """Whether a cue may end or begin with this word, proclitics aside."""
        return any(self.cues.at((_Key(form),), 0)[1] for form, _ in self.unprefixed(key))

    def unprefixed(self, key: str) -> tuple[tuple[str, str], ...]:
        """The key, and the key without each proclitic, with what was taken away."""
        return self.traits(key).forms

    def bare_forms(self, key: str) -> tuple[str, ...]:
        """The key without conjunction, and without article as well."""
        return self.traits(key).bare

    def find(self, tokens: Sequence[Keyed]) -> tuple[Cue, ...]:
        """The cues of a unit from left to right, none overlapping."""
        found: list[Cue] = []
        index = 0
        while index < len(tokens):
            traits = self.traits(tokens[index].key)
            excepted = self.excepted(tokens, index) if traits.exception else index
            if excepted > index:
                index = excepted
                continue
            cue = self._cue_at(tokens, index) if traits.cue else None
            if cue is not None:
                found.append(cue)
            index = cue.end if cue else index + 1
        return tuple(found)

    def excepted(self, tokens: Sequence[Keyed], index: int) -> int:
        """Index after a phrase that only looks like a cue."""
        traits = self.traits(tokens[index].key)
        if not traits.exception:
            return index
        lists = (self.not_cues, self.anonymity)
        return max(phrases.at(tokens, index, form)[0] for form, _ in traits.forms for phrases in lists)

    def attached_forms(self, key: str) -> Iterator[str]:
        """The key without a preposition that is written onto it, with and without the article that it swallows."""
        for link in (*self.speech.venue_links, *self.speech.hearer_links, *self.speech.source_links):
            letter = link.rstrip("+")
            if link.endswith("+") and key.startswith(letter) and len(key) - len(letter) >= SHORTEST_BEGINNING:
                yield key[len(letter) :]
                if self.speech.article:
                    yield self.speech.article + key[len(letter) :]

    def _cue_at(self, tokens: Sequence[Keyed], index: int) -> Cue | None:
        for form, clitic in self.unprefixed(tokens[index].key):
            end, rows = self.cues.at(tokens, index, form)
            if rows:
                return Cue(index, end, self.frame(rows), clitic)
        return None

    def _unprefixed(self, key: str) -> Iterator[tuple[str, str]]:
        yield key, ""
        for clitic in self.speech.proclitics:
            if key.startswith(clitic) and len(key) - len(clitic) >= SHORTEST_BEGINNING:
                yield key[len(clitic) :], clitic

    def _bare_forms(self, forms: Sequence[tuple[str, str]]) -> Iterator[str]:
        for form, _ in forms:
            yield form
            if self.speech.article and form.startswith(self.speech.article):
                yield form[len(self.speech.article) :]


@dataclass(frozen=True, slots=True)
class _Key:
    key: str


_LISTS = (
    "complementizers_with_pronoun", "complementizer_leads", "bracket_openers", "passives", "personal", "according_front", "source_nouns", "partitives", "participles_not", "topic_words", "infinitive_starts", "not_subjects", "accusatives", "object_openers", "according_fillers", "hearer_nouns", "pronouns", "determiners",
    "subject_stops", "venue_links", "venues", "auxiliaries", "negations", "clause_breaks", "openers", "time_words", "anonymous",
    "object_heads", "source_links", "commoners", "papers", "owner_links", "topic_openers", "locative_openers", "relatives", "seen_words", "claimed", "untrue", "judging", "outlets", "definites", "generic", "adjectives", "name_links", "converbs", "reported_forms", "as_words", "closers", "coordinators", "third_person", "roles", "titles", "bodies", "not_labels", "naming", "naming_links", "link_exceptions",
)  # fmt: skip


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled table of a language; an empty one where there is none.

    Raises:
        Permanent: INTERNAL; the table is broken.
    """
    speech = _with_denials(tables.section(language, "speech", Speech), language)
    return Lexicon(
        speech=speech,
        cues=PhraseList(
            (form, number)
            for number, row in enumerate(speech.cues)
            for entry in row.forms
            for form in _inflected(entry, speech.verb_endings, speech.particles)
        ),
        complementizers=PhraseList((phrase, 0) for phrase in speech.complementizers),
        according=PhraseList((phrase, 0) for phrase in speech.according),
        according_after=PhraseList((phrase, 0) for phrase in speech.according_after),
        according_pronoun=PhraseList((phrase, 0) for phrase in speech.according_pronoun),
        not_cues=PhraseList((phrase, 0) for phrase in speech.not_cues),
        afterthoughts=PhraseList((phrase, 0) for phrase in speech.afterthoughts),
        citing=PhraseList((phrase, 0) for phrase in speech.citing),
        interjections=PhraseList((phrase, 0) for phrase in speech.interjections),
        anonymity=PhraseList((phrase, 0) for phrase in speech.anonymity),
        lists={name: word_list(getattr(speech, name)) for name in _LISTS},
    )


def _with_denials(speech: Speech, language: str) -> Speech:
    """The table with the cues of what somebody did not say."""
    known = unsaid(language)
    rows = (CueRow(UNSAID, known.forms, denies=True), CueRow(OWN, known.own, denies=True))
    return replace(speech, cues=(*speech.cues, *rows))


def _inflected(entry: str, endings: Sequence[str], particles: Sequence[str]) -> Iterator[str]:
    if not entry.endswith("+"):
        yield entry
        lead, _, last = entry.rpartition(" ")
        yield from (f"{lead} {particle} {last}" for particle in particles if lead)
        return
    yield from (entry[:-1] + ending for ending in endings)


def _union(rows: Sequence[CueRow]) -> Frame:
    return Frame(
        kinds=tuple(dict.fromkeys(row.kind for row in rows)),
        clause=any(row.clause for row in rows),
        bare=any(row.bare for row in rows),
        links=tuple(dict.fromkeys(link for row in rows for link in row.links)),
        object=any(row.object for row in rows),
        infinitives=any(row.infinitives for row in rows),
        describes=any(row.describes for row in rows),
        denies=any(row.denies for row in rows),
        rejects=any(row.rejects for row in rows),
        noun=any(row.noun for row in rows),
        hearer=any(row.hearer for row in rows),
        object_hears=any(row.object_hears for row in rows),
        subject_before=any(row.subject_before for row in rows),
        trailing=any(row.trailing for row in rows),
        adverbial=any(row.adverbial for row in rows),
        endings=tuple(dict.fromkeys(ending for row in rows for ending in row.endings)),
    )
