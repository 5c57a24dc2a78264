"""Joins the mentions of one document: short forms, roles and pronouns stand for who was named before.

They are resolved to the fullest form that the document gives (nearest earlier match; no parsing, no training).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from averral.extraction.mentions import Mention
from averral.extraction.surnames import alike, same_surname
from averral.language.names import name_key, same_person
from averral.language.roles import roles_in
from averral.model import Span, Speaker, SpeakerFound

#: Speakers kept for resolving later mentions; the oldest are forgotten.
REMEMBERED = 60

#: A role is the same when it shares so many words with the earlier one, or all of them.
SHARED_ROLE_WORDS = 2
#: Letters of a noun that may end another one.
SHORTEST_NOUN = 5
#: Roles of `roles.words` that nobody has beside a trade.
OFFICES = frozenset(
    {
        "ambassador",
        "commander",
        "envoy",
        "governor",
        "judge",
        "lawmaker",
        "mayor",
        "minister",
        "premier",
        "president",
        "prosecutor",
        "spokesperson",
    }
)
#: The same that are trades: the president of a court is a judge, and of a union its head, but no engineer.
TRADES = frozenset(
    {
        "activist",
        "captain",
        "doctor",
        "driver",
        "expert",
        "lawyer",
        "owner",
        "priest",
        "relative",
        "rescuer",
        "resident",
        "student",
        "survivor",
        "teacher",
        "witness",
        "worker",
    }
)


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

    def turn_to(self, mention: Mention) -> bool:
        """Notes that a sentence without speech is about this person; "he" refers to the person from here on.

        False where the mention names nobody.
        """
        known = self._known(mention.name) if mention.name else None
        if known is not None:
            self.last = known
        elif len(mention.name.split()) > 1:
            self.speaker(mention)
        return known is not None or len(mention.name.split()) > 1

    def knows(self, mention: Mention) -> bool:
        """Whether the person was named before."""
        return bool(mention.name) and self._known(mention.name) is not None

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
        known = self._earlier(mention)
        if known is not None:
            return replace(known, mention=mention.span, found=SpeakerFound.ROLE)
        fresh = self._fresh(mention)
        self.unnamed.append((mention.words, fresh))
        del self.unnamed[:-REMEMBERED]
        return fresh

    def _earlier(self, mention: Mention) -> Speaker | None:
        """Who was named before and is now called by an office or by "the official" only."""
        if mention.role_words and not (mention.anonymous and not mention.generic):
            for person in reversed(self.people):
                if _same_office(mention.role_words, self.roles.get(person.key, frozenset())):
                    return person
        if not mention.role_words and len(mention.words) == 1:
            called = self._by_surname(mention.text)
            if called is not None:
                return called
        if (mention.definite or mention.generic) and len(mention.words) <= SHARED_ROLE_WORDS:
            body = not (mention.role_words or mention.anonymous)
            for words, speaker in reversed(self.unnamed):
                fits = mention.words < words or _ends_compound(mention.words, words)
                # "The police" is not the police spokesman who spoke before.
                if fits and _is_body(speaker) == body:
                    return speaker
        if mention.generic_body:
            return next((each for _, each in reversed(self.unnamed) if _is_body(each)), None)
        return self._somebody(mention) if mention.generic else None

    def _by_surname(self, text: str) -> Speaker | None:
        """Who was named before by first and last name, of which only the last is told: it may be a place's name as well."""
        return next(
            (
                person
                for person in reversed(self.people)
                if len(person.name.split()) > 1 and person.name.split()[-1] == text
            ),
            None,
        )

    def _somebody(self, mention: Mention) -> Speaker | None:
        """Whom "the official" or "the economist" means: whoever spoke last, as far as that is no body and holds no other office."""
        meant = self._latest(mention)
        if meant is None or not self._is_other(mention, meant):
            return meant
        trades = roles_in(mention.text, self.language)
        return next(
            (each for each in reversed(self.people) if trades & roles_in(each.role, self.language)), None
        )

    def _is_other(self, mention: Mention, speaker: Speaker) -> bool:
        """Whether the words name a trade that the holder of an office does not have: the engineer is not the governor."""
        trades, held = (roles_in(text, self.language) for text in (mention.text, speaker.role))
        return bool(trades & TRADES and held & OFFICES) and trades.isdisjoint(held)

    def _latest(self, mention: Mention) -> Speaker | None:
        last = self.last
        if last is None or self._speaks_for_all(last):
            return self.people[-1] if self.people else None
        if last.anonymous and not mention.anonymous:
            return self.people[-1] if self.people else None
        return last

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


def _same_office(words: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether an office was named before in as many words or more, allowing for case endings and compounds."""
    return words <= earlier or all(
        any(alike(word, each) or _ends_compound(frozenset((word,)), frozenset((each,))) for each in earlier)
        for word in words
    )


def _ends_compound(words: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether a noun ends one written together with others: "der *Verband*" after "der Reederverband"."""
    (word,) = words if len(words) == 1 else ("",)
    return len(word) >= SHORTEST_NOUN and any(each != word and each.endswith(word) for each in earlier)


def _is_body(speaker: Speaker) -> bool:
    """Whether a speaker is known as neither a person nor an office."""
    return speaker.found is SpeakerFound.EXPLICIT and not speaker.role and not speaker.anonymous


def _person_key(name: str, language: str) -> str:
    return "~" + name_key(name, language)
