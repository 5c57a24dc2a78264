"""Who speaks: takes a mention apart into name, role and body, and joins the mentions of one document.

Short forms, roles and pronouns after the first mention are resolved to the fullest form that the document gives
(nearest earlier match; no parsing, no training).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from averral.extraction.bounds import Range, is_capital
from averral.extraction.cues import Speech
from averral.extraction.scene import Scene
from averral.language.entities import Entity
from averral.language.names import name_key, same_person
from averral.model import Span, Speaker, SpeakerFound

#: Speakers kept for resolving later mentions; the oldest are forgotten.
REMEMBERED = 60
LONGEST_NAME = 5
SHORTEST_STEM = 3
#: Those whom a nationality only tells apart.
_FIGHTING = ("side:", "force:")
#: A role is the same when it shares so many words with the earlier one, or all of them.
SHARED_ROLE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """The parts of one mention."""

    span: Span
    text: str
    name: str = ""
    """Of a person."""
    role: str = ""
    role_words: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """All words but determiners, without articles."""
    definite: bool = False
    """Speaks of somebody as known: "the official"."""
    entity: Entity | None = None
    pronoun: bool = False
    personal: bool = False
    """A pronoun that stands for one person."""
    partial: bool = False
    """The entity is only a part of a name that no table knows: the Turkish Red Crescent is not Turkey."""
    anonymous: bool = False
    generic: bool = False
    """A known somebody with no office: "the official" goes on with whoever spoke."""


def read_mention(scene: Scene, where: Range) -> Mention:
    """Takes the tokens of a mention apart."""
    span = scene.span(*where)
    start, end = _without_relative(scene, _without_object(scene, *where), where[1])
    lexicon = scene.lexicon
    words = [index for index in range(start, end) if scene.is_word(index)]
    text = _written_name(scene, where=(start, end))
    keys = [scene.key(index) for index in words]
    if len(keys) <= 2 and keys and all(key in lexicon.pronouns or key in lexicon.auxiliaries for key in keys):  # noqa: PLR2004
        personal = any(key in lexicon.personal for key in keys)
        return Mention(span, text, pronoun=True, personal=personal)
    if lexicon.speech.cased and keys and keys[0] in lexicon.pronouns and keys[0] not in lexicon.determiners:
        # "… it, which had been told": nothing behind a pronoun names somebody.
        return Mention(span, text.split()[0], pronoun=True, personal=keys[0] in lexicon.personal)
    # The noun itself stands last where its verb does: "members' union head" is no member.
    order = words[::-1] if lexicon.speech.content_first else words
    head = next((index for index in order if scene.key(index) not in lexicon.determiners), None)
    nameless = head is not None and _is_anonymous(scene, head) and scene.key(head) not in lexicon.roles
    name = None if nameless else _personal_name(scene, words)
    if name is not None and (_heads_body(scene, words, name) or _names_body(scene, words, name)):
        name = None
    inside = set(range(*name)) if name else set()
    outside = [index for index in words if index not in inside]
    role_words = _content_words(scene, outside)
    has_role = any(scene.key(index) in lexicon.roles for index in outside)
    name = _with_place(scene, name, start) if name else None
    named = _written_name(scene, name) if name else ""
    role = _stretch(scene, outside) if has_role and outside else ""
    return Mention(
        span=span,
        text=text,
        name=named,
        role=role,
        role_words=role_words if has_role else frozenset(),
        words=_content_words(scene, words),
        definite=_is_definite(scene, words),
        generic=_is_generic(scene, words),
        entity=_entity(scene, start, end),
        partial=_is_part(scene, _entity(scene, start, end), words),
        anonymous=not name
        and any(_is_anonymous(scene, index) for index in words[:6])
        and not _is_definite_office(scene, words),
    )


def in_nominative(mention: Mention, speech: Speech) -> Mention:
    """The mention as it is called where no phrase governs its case."""
    cut = speech.content_first and len(mention.span) > len(mention.text)
    if not speech.nominative or mention.pronoun or cut:
        # What an apostrophe sets off is gone already.
        return mention
    name = " ".join(_nominative(word, speech)[0] for word in mention.name.split())
    words = mention.text.split()
    # The noun that bears the case stands first, or last where its verb does.
    for index, word in list(enumerate(words))[-1 if speech.content_first else 0 :]:
        words[index], goes_on = _nominative(word, speech)
        if not goes_on:
            break
    return replace(mention, name=name, text=" ".join(words))


def _nominative(word: str, speech: Speech) -> tuple[str, bool]:
    """The nominative of a word, and whether its noun is still to come; what follows the noun hangs on it."""
    if len(word) <= SHORTEST_STEM or word.isupper():
        return word, True
    for rules, goes_on in ((speech.nominative_adjectives, True), (speech.nominative, False)):
        for rule in rules:
            oblique, _, plain = rule.partition(">")
            if word.endswith(oblique):
                return word[: len(word) - len(oblique)] + plain, goes_on
    return word, False


def _without_object(scene: Scene, start: int, end: int) -> int:
    """The mention without an object in front of it: "“…”, *this* the head of the union said"."""
    marker = scene.lexicon.speech.object_marker
    fronted = (
        bool(marker) and scene.key(start) in scene.lexicon.determiners and scene.key(start + 1) == marker
    )
    return start + 2 if fronted and start + 2 < end else start


def _without_relative(scene: Scene, start: int, end: int) -> Range:
    """The mention without ", who led the team"."""
    for index in range(start + 1, end - 1):
        key = scene.key(index + 1)
        aside = any(key in words for words in (scene.lexicon.subject_stops, scene.lexicon.pronouns))
        if scene.is_point(index, ",") and aside and index + 1 not in scene.named:
            return start, index
    return start, end


def _with_place(scene: Scene, name: Range, start: int) -> Range:
    """The name with a first word that is a town somewhere too: "Kamal Abdelrahim"."""
    before = name[0] - 1
    if not scene.lexicon.speech.cased or before < start or not scene.is_word(before):
        return name
    token = scene.tokens[before]
    follows = name[1] < len(scene.tokens) and scene.tokens[name[1]].capital
    is_place = before in scene.named and not scene.reading.entities_in(scene.span(before, before + 1))
    if not (token.capital and is_place) or follows or _is_common(scene, before):
        return name
    opens = before == start or scene.key(before - 1) in scene.lexicon.roles or scene.is_point(before - 1)
    return (before, name[1]) if opens else name


def _content_words(scene: Scene, indices: Sequence[int]) -> frozenset[str]:
    keys = (scene.key(index) for index in indices)
    return frozenset(_without_article(scene, key) for key in keys if key not in scene.lexicon.determiners)


def _without_article(scene: Scene, key: str) -> str:
    article = scene.lexicon.speech.article
    # Two letters are left at least: the minister is two letters long in Hebrew.
    return key[len(article) :] if article and key.startswith(article) and len(key) - len(article) > 1 else key


def _is_definite(scene: Scene, words: Sequence[int]) -> bool:
    first = scene.key(words[0]) if words else ""
    return first in scene.lexicon.definites or _without_article(scene, first) != first


def _is_generic(scene: Scene, words: Sequence[int]) -> bool:
    """Whether one noun behind a determiner, where there are any, is all of the mention: "the official"."""
    lexicon = scene.lexicon
    nouns = [scene.key(index) for index in words if scene.key(index) not in lexicon.determiners]
    bare = len(words) == 1 and not (lexicon.speech.definites or lexicon.speech.article)
    known = bare or _is_definite(scene, words)
    return known and len(nouns) == 1 and any(form in lexicon.generic for form in lexicon.bare_forms(nouns[0]))


def _names_body(scene: Scene, words: Sequence[int], name: Range) -> bool:
    """Whether a mention with one unknown word is a body's name and no person's: "the Agency for Technology"."""
    keys = [scene.key(index) for index in words]
    forms = {form for key in keys for form in scene.lexicon.bare_forms(key)}
    has_role = any(form in scene.lexicon.roles or form in scene.lexicon.titles for form in forms)
    single = name[1] - name[0] == 1 and name[0] != words[0]
    return single and not has_role and any(form in scene.lexicon.bodies for form in forms)


def _heads_body(scene: Scene, words: Sequence[int], name: Range) -> bool:
    """Whether a noun for a body with a capital ends what looks like a name: "the High Negotiations Committee"."""
    behind = name[1]
    if behind not in words or not (scene.lexicon.speech.cased and scene.tokens[behind].capital):
        return False
    return scene.key(behind) in scene.lexicon.bodies


def _written_name(scene: Scene, where: Range) -> str:
    """As written, without what an apostrophe sets off at the end."""
    last = scene.tokens[where[1] - 1]
    cut = len(last.suffix) + 1 if last.suffix else 0
    written = scene.span(*where).of(scene.reading.text)
    return " ".join(written[: len(written) - cut].split())


def _is_anonymous(scene: Scene, index: int) -> bool:
    key = scene.key(index)
    return key in scene.lexicon.anonymous or any(
        form in scene.lexicon.anonymous for form, _ in scene.lexicon.unprefixed(key)
    )


def _is_definite_office(scene: Scene, words: Sequence[int]) -> bool:
    """Whether the first word is an office that one person holds: "the spokesman", not "a source"."""
    first = next((scene.key(i) for i in words if scene.key(i) not in scene.lexicon.determiners), "")
    return first in scene.lexicon.roles and first not in scene.lexicon.anonymous


def _stretch(scene: Scene, indices: Sequence[int]) -> str:
    """The longest run of neighbouring tokens, as written."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    best = max(runs, key=lambda run: (any(scene.key(i) in scene.lexicon.roles for i in run), len(run)))
    return " ".join(scene.span(best[0], best[-1] + 1).of(scene.reading.text).split())


def _entity(scene: Scene, start: int, end: int) -> Entity | None:
    """The entity that a mention names: of "Syrian rebels" the rebels, for the nationality only belongs to them."""
    found = scene.reading.entities_in(scene.span(start, end))
    for one, following in itertools.pairwise(found):
        beside = following.span.start - one.span.end <= 1
        if not (one.adjective and beside and following.key.startswith(_FIGHTING)):
            return one
    return found[-1] if found else None


def _is_part(scene: Scene, entity: Entity | None, words: Sequence[int]) -> bool:
    """Whether a nationality is one word of a proper name, which has capitals on words that name no office or body."""
    if entity is None or not entity.adjective or not scene.lexicon.speech.cased:
        return False
    known = (scene.lexicon.bodies, scene.lexicon.roles, scene.lexicon.determiners)
    return any(
        scene.tokens[index].capital
        and scene.tokens[index].start >= entity.span.end
        and not any(scene.key(index) in each for each in known)
        for index in words
    )


def _personal_name(scene: Scene, words: Sequence[int]) -> Range | None:
    """The tokens of a person's name: the best run of words that are neither role, body, title nor known place."""
    runs: list[list[int]] = []
    open_run = False
    for index in words:
        if _may_name(scene, index, open_run):
            if open_run and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
            open_run = True
        else:
            open_run = False
    if scene.lexicon.speech.noun_capitals:
        runs = [run for each in runs if (run := _behind_noun(scene, each))]
    fitting = [
        run
        for run in runs
        if len(run) <= LONGEST_NAME
        and _is_name_run(scene, run)
        and not _owns_next(scene, run, words[-1])
        and not _belongs_to(scene, run, words[0])
        and scene.key(run[0] - 1) not in scene.lexicon.openers
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda run: (_standing(scene, run, words[0]), len(run)))
    return best[0], best[-1] + 1


def _behind_noun(scene: Scene, run: list[int]) -> list[int]:
    """The run without the noun behind a determiner, where every noun has a capital: "the *survivor* Ada Berg"."""
    links = scene.lexicon.name_links
    # "von der Leyen" is all name.
    linked = scene.key(run[0] - 1) in links and scene.key(run[0] - 2) in links
    return run[1:] if not linked and scene.key(run[0] - 1) in scene.lexicon.determiners else run


def _belongs_to(scene: Scene, run: Sequence[int], first: int) -> bool:
    """Whether a single word behind "of the" says whose office it is: "the prosecutor *of the Republic*"."""
    lexicon, at = scene.lexicon, run[0]
    if len(run) > 1 or not lexicon.speech.cased or scene.key(at - 1) not in lexicon.determiners:
        return False
    of = scene.key(at - 2) in lexicon.openers or scene.key(at - 2) in lexicon.name_links
    return of and any(scene.key(index) in lexicon.roles for index in range(first, at - 2))


def _owns_next(scene: Scene, run: Sequence[int], last: int) -> bool:
    """Whether what follows belongs to whom the run names: "*Elif's* father", "*Liman-Sen* chairman"."""
    after = run[-1] + 1
    if after > last or not scene.is_word(after):
        return False
    key, lexicon = scene.key(after), scene.lexicon
    if scene.tokens[run[-1]].suffix:
        return True
    if lexicon.speech.possessed_endings and key in lexicon.bodies and key not in lexicon.roles:
        return True
    return key in lexicon.roles and key.endswith(lexicon.speech.possessed_endings or ("\0",))


def _standing(scene: Scene, run: Sequence[int], first: int) -> int:
    """How a run stands in its mention: at the front or right behind a role it is a name, behind "of the" a body."""
    before, lexicon = scene.key(run[0] - 1), scene.lexicon
    apart = scene.is_point(run[0] - 1, ",") and scene.is_point(run[-1] + 1, ",")
    if len(run) > 1 and apart and not lexicon.speech.cased:
        return 3
    if before in lexicon.roles or before in lexicon.titles:
        return 2 + lexicon.speech.cased
    if run[0] == first:
        return 2
    if run[0] > 0 and scene.is_point(run[0] - 1, ","):
        return 1
    return -1 if before in lexicon.openers or before in lexicon.determiners else 0


def _may_name(scene: Scene, index: int, open_run: bool) -> bool:  # noqa: FBT001
    """Whether the word can be part of a person's name, as its first word or behind another."""
    token, lexicon = scene.tokens[index], scene.lexicon
    if token.in_name or token.key[:1].isdigit():
        return False
    if _is_common(scene, index) and not (open_run and _is_surname(scene, index)):
        return False
    if lexicon.speech.cased:
        return _is_capital_name(scene, index, open_run)
    article = lexicon.speech.article
    if article and token.key.startswith(article):
        return open_run and index not in scene.named
    return index not in scene.named and len(token.key) > 1


def _is_surname(scene: Scene, index: int) -> bool:
    """Whether an office is a surname here, behind another office and a given name: "minister Ada *King*"."""
    speech = scene.lexicon.speech
    if not speech.cased or speech.noun_capitals or not scene.tokens[index].capital:
        return False
    ends = index + 1 >= len(scene.tokens) or not scene.tokens[index + 1].capital
    office = scene.key(index - 2) in scene.lexicon.roles and not scene.tokens[index - 2].capital
    return ends and office and scene.key(index) in scene.lexicon.roles


def _is_common(scene: Scene, index: int) -> bool:
    """Whether the tables know the word as something else than a name."""
    lexicon, key = scene.lexicon, scene.key(index)
    # A given name may look like a role ("Amin" is a secretary too); behind a title it is a name.
    if key in lexicon.roles and scene.key(index - 1) in lexicon.titles:
        return False
    return lexicon.traits(key).common


def _is_capital_name(scene: Scene, index: int, open_run: bool) -> bool:  # noqa: FBT001
    token = scene.tokens[index]
    following = scene.tokens[index + 1] if index + 1 < len(scene.tokens) else None
    if not token.capital:
        # "Ursula von der Leyen": one link may follow another.
        links = (index + 1, index + 2) if scene.key(index + 1) in scene.lexicon.name_links else (index + 1,)
        linked = token.key in scene.lexicon.name_links and links[-1] < len(scene.tokens)
        return open_run and linked and scene.tokens[links[-1]].capital
    if open_run:
        return True
    # The first word of a sentence has a capital anyway: it counts if the text writes it so elsewhere.
    plain = following is not None and bool(following.key) and not is_capital(scene, index + 1)
    if index == 0 and token.key not in scene.reading.capitals and plain and index + 1 not in scene.cue_starts:
        return False
    return index not in scene.named and not _is_acronym(scene, index)


def _is_acronym(scene: Scene, index: int) -> bool:
    written = scene.span(index, index + 1).of(scene.reading.text)
    return len(written) > 1 and written.isupper()


def _is_name_run(scene: Scene, run: Sequence[int]) -> bool:
    if scene.lexicon.speech.cased:
        return True
    # Without capitals a single unknown word counts only where nothing else stands in the mention's place.
    return len(run) > 1 or len(scene.key(run[0])) > SHORTEST_STEM


@dataclass
class Voices:
    """The speakers of one document so far."""

    people: list[Speaker] = field(default_factory=list)
    """Named persons, fullest names."""
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Key of a person → words of the role."""
    unnamed: list[tuple[frozenset[str], Speaker]] = field(default_factory=list)
    """Bodies and nameless persons with the words of their mention, the latest last."""
    last: Speaker | None = None
    language: str = ""

    def speaker(self, mention: Mention) -> Speaker:
        """The speaker that a mention stands for; remembered for what follows."""
        if mention.pronoun:
            if mention.personal and self.people and self.last is not None and self._speaks_for_all(self.last):
                self.last = self.people[-1]
            return self._continued(mention.span, mention.text, SpeakerFound.PRONOUN)
        found = self._named(mention) if mention.name else self._unnamed(mention)
        self.last = found
        return found

    def turn_to(self, mention: Mention) -> None:
        """Notes that a sentence without speech is about this person; "he" refers to the person from here on."""
        known = self._known(mention.name) if mention.name else None
        if known is not None:
            self.last = known
        elif len(mention.name.split()) > 1:
            self.speaker(mention)

    def _speaks_for_all(self, speaker: Speaker) -> bool:
        """Whether a speaker is a body and no person."""
        return _is_body(speaker) and all(person.key != speaker.key for person in self.people)

    def continued(self) -> Speaker | None:
        """The speaker of a quote that names none."""
        return replace(self.last, mention=None, found=SpeakerFound.CONTINUED) if self.last else None

    def _continued(self, span: Span, text: str, how: SpeakerFound) -> Speaker:
        if self.last is None:
            return Speaker(name=text, key=_person_key(text, self.language), mention=span, found=how)
        return replace(self.last, mention=span, found=how)

    def _named(self, mention: Mention) -> Speaker:
        known = self._known(mention.name)
        name = known.name if known and len(known.name) >= len(mention.name) else mention.name
        fresh = Speaker(
            name=name,
            key=_person_key(name, self.language),
            mention=mention.span,
            role=mention.role or (known.role if known else ""),
            affiliation=mention.entity.key if mention.entity else (known.affiliation if known else ""),
        )
        self._remember(fresh, mention, known)
        return fresh

    def _known(self, name: str) -> Speaker | None:
        parts = name.split()
        for person in reversed(self.people):
            words = person.name.split()
            if name == person.name or same_surname(parts, words):
                return person
        if len(parts) > 1:
            for person in reversed(self.people):
                if len(person.name.split()) > 1 and same_person(
                    name, person.name, self.language, self.language
                ):
                    return person
        return None

    def _remember(self, fresh: Speaker, mention: Mention, known: Speaker | None) -> None:
        if known is not None:
            self.people = [person for person in self.people if person is not known]
        self.people.append(fresh)
        del self.people[:-REMEMBERED]
        if mention.role_words:
            self.roles[fresh.key] = mention.role_words | self.roles.get(fresh.key, frozenset())

    def _unnamed(self, mention: Mention) -> Speaker:
        known = self.last is not None and not self.last.anonymous and not self._speaks_for_all(self.last)
        if mention.generic and self.last is not None and known:
            return replace(self.last, mention=mention.span, found=SpeakerFound.ROLE)
        if mention.role_words and not mention.anonymous:
            for person in reversed(self.people):
                earlier = self.roles.get(person.key, frozenset())
                if mention.role_words <= earlier:
                    return replace(person, mention=mention.span, found=SpeakerFound.ROLE)
        if mention.definite and len(mention.words) <= SHARED_ROLE_WORDS:
            for words, earlier_speaker in reversed(self.unnamed):
                if mention.words < words:
                    return replace(earlier_speaker, mention=mention.span, found=SpeakerFound.ROLE)
        fresh = self._fresh(mention)
        self.unnamed.append((mention.words, fresh))
        del self.unnamed[:-REMEMBERED]
        return fresh

    def _fresh(self, mention: Mention) -> Speaker:
        entity = mention.entity
        whole = entity is not None and not (mention.role_words or mention.anonymous or mention.partial)
        return Speaker(
            name=mention.text,
            key=entity.key if entity is not None and whole else _person_key(mention.text, self.language),
            mention=mention.span,
            role=mention.role,
            affiliation=entity.key if entity is not None and not whole else "",
            anonymous=mention.anonymous,
            found=SpeakerFound.ROLE if mention.role else SpeakerFound.EXPLICIT,
        )


def _is_body(speaker: Speaker) -> bool:
    """Whether a speaker is known as neither a person nor an office."""
    return speaker.found is SpeakerFound.EXPLICIT and not speaker.role and not speaker.anonymous


def same_surname(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is the last part of the other, allowing for case endings."""
    if not short or not full or len(short) == len(full):
        return len(short) == len(full) and all(_alike(a, b) for a, b in zip(short, full, strict=True))
    fewer, more = sorted((short, full), key=len)
    return all(_alike(a, b) for a, b in zip(fewer, more[-len(fewer) :], strict=True))


def _alike(a: str, b: str) -> bool:
    a, b = a.casefold(), b.casefold()
    if a == b:
        return True
    # Лавров, Лаврова, Лаврову: the longer form adds at most two letters.
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > SHORTEST_STEM and longer.startswith(shorter) and len(longer) - len(shorter) <= 2  # noqa: PLR2004


def _person_key(name: str, language: str) -> str:
    return "~" + name_key(name, language)
