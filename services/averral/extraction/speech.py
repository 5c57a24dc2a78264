"""The schema of a language's table of speech: `[speech]` and its rows of cues.

The rows say what may follow a cue (a clause, a noun phrase behind a certain word, an infinitive), not which language it
is; the code asks for these facts only.
"""

from __future__ import annotations

from dataclasses import dataclass

from averral.language import tables


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
    needs: tuple[str, ...] = ()
    """Words of which its content holds one, as the verb means other things too: "burdened X with *responsibility* for"."""
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
    subject_closes: bool = False
    """An attribution behind its content may have the subject first: "…, the mayor said"."""
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
    indefinites: tuple[str, ...] = ()
    """Articles of what is new: "asked the government for *a* delay"."""
    object_openers: tuple[str, ...] = ()
    """Determiners that begin an object where the subject stands between verb and object."""
    accusatives: tuple[str, ...] = ()
    """Determiners that begin no subject."""
    not_subjects: tuple[str, ...] = ()
    """Words before a verb that are its object: "this the minister confirmed"."""
    first_person: tuple[str, ...] = ()
    """"I" and "we" as subjects."""
    finite_helpers: tuple[str, ...] = ()
    """Verbs between a subject and a noun for what others say: "the police *are* looking into claims that"."""
    infinitive_marker: str = ""
    """A word before, or a syllable inside, the infinitive of a clause behind a comma."""
    reported_forms: tuple[str, ...] = ()
    """Verb forms that mark a sentence as somebody else's words."""
    asides: tuple[str, ...] = ()
    """Behind a comma and before somebody and a verb of speech, who say the same: ", *as* the paper had reported"."""
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
    time_adjectives: tuple[str, ...] = ()
    """Words of time that before a noun tell which one it is: early elections."""
    hearer_endings: tuple[str, ...] = ()
    """Endings that an apostrophe sets off, of whom something is told."""
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
    finite_endings: tuple[str, ...] = ()
    """Endings that tell a verb from a noun with an article, where verbs may begin with the same letter."""
    participle_endings: tuple[str, ...] = ()
    """Endings of a verb that stands before the noun it tells of: "*the leaving* minister"."""
    participles_not: tuple[str, ...] = ()
    """Words with such an ending that are none: "human"."""
    possessed_endings: tuple[str, ...] = ()
    """Endings of an office that belongs to what stands before it: no name of a person, but of a body."""
    oblique_endings: tuple[str, ...] = ()
    """Endings of a noun with the article that is no subject, where verbs come first: "urged *the two sides* to"."""
    not_oblique: tuple[str, ...] = ()
    """Nouns with such an ending that may be subjects."""
    demonstratives: tuple[str, ...] = ()
    """"This" and its like where they stand before a noun."""
    relays: tuple[str, ...] = ()
    """Verbs by which an outlet gives what another said: "(reported) the site *from* an official"."""
    relay_link: str = ""
    """The word between outlet and speaker."""
    possessives: tuple[str, ...] = ()
    """`ending>ending` of an office and of the same with "his" or "her" written onto it."""
    case_endings: tuple[str, ...] = ()
    """Endings of a noun that cannot be a subject."""
    adverbial_endings: tuple[str, ...] = ()
    """Endings of the last word of an adverbial clause in front of the sentence: "*While the search goes on*, the mayor said"."""
    manner_words: tuple[str, ...] = ()
    """Verbs that tell how somebody spoke, between subject and content: "the mayor, *turning* to the crowd, said"."""
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
    plural_adjectives: tuple[str, ...] = ()
    """Endings of an adjective without article that closes a phrase: "residents *local*"."""
    construct: tuple[str, ...] = ()
    """`ending>ending` of a noun before another one, and of the noun alone: "minister-of" and "minister"."""
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
    told_of: tuple[str, ...] = ()
    """Phrases for what the sentence before told, beside a verb of speech: "*this* the minister announced"."""
    told_by: tuple[str, ...] = ()
    """Phrases with the verb, before whoever told it: "*this was announced by* the minister"."""
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
    place_links: tuple[str, ...] = ()
    """Prepositions before towns, and before no person: "in"."""
    venues: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    clause_breaks: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    """First words of adverbials."""
    time_words: tuple[str, ...] = ()
    afterthoughts: tuple[str, ...] = ()
    """Phrases that behind a comma part a noun phrase that was said from the reporter's own words: "amid", "a day after"."""
    remarks: tuple[str, ...] = ()
    """Phrases by which a reporter comments behind a comma on what was said: ", *which nobody could* verify"."""
    asked_links: tuple[str, ...] = ()
    """Before whom something is asked of, where the verb stands last."""
    object_heads: tuple[str, ...] = ()
    """Nouns of action: what is demanded or announced begins with one, no name does."""
    source_links: tuple[str, ...] = ()
    """Words before the source of what somebody heard."""
    judged_as: tuple[str, ...] = ()
    """Words between what somebody judges and the judgement, where no marks show it: "called the decision *a* mistake"."""
    judged_endings: tuple[str, ...] = ()
    """Endings of such a judgement."""
    denied_words: tuple[str, ...] = ()
    """Pronouns for what the sentence before told, which a verb of denial takes: "denied *it*"."""
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
    generic_bodies: tuple[str, ...] = ()
    """Nouns that behind "the" or "this" mean the body that spoke last: organisation, institution."""
    generic: tuple[str, ...] = ()
    """Nouns for somebody named before that name no office: "the official", "the diplomat"."""
    age_words: tuple[str, ...] = ()
    """Words that with a number tell somebody's age: "the 58-*year-old*"."""
    patronymic_endings: tuple[str, ...] = ()
    """Endings of a name after the father: of three words with capitals behind an office it is the second, else the first is a place."""
    anonymity: tuple[str, ...] = ()
    """Phrases by which a report says that its speaker is not to be named."""
    anonymous: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    spelled_names: tuple[str, ...] = ()
    """`name>word`: a name that differs from a common word in a sign that keys leave out, in texts that write that word as well."""
    seat_links: tuple[str, ...] = ()
    """Phrases of an office and the preposition that goes on naming it: "the member *for* Basra Ada Berg"."""
    naming_bodies: tuple[str, ...] = ()
    """Nouns for bodies whose name follows, where names have no capitals: "the company …"."""
    naming: tuple[str, ...] = ()
    naming_links: tuple[str, ...] = ()
    naming_follows: bool = False
    link_exceptions: tuple[str, ...] = ()


tables.register("speech", Speech)
