"""The words of a text as places are read from them: which have a capital, which stand together, which begin a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from averral.language import gazetteer
from averral.language.matters import has_names_in_capitals
from averral.language.place_words import place_words
from averral.language.sounds import skeleton, strong
from averral.language.stems import has_dictionary, is_known, is_listed
from averral.language.tokens import adjoining, tokens

#: A shorter word is no name, but behind an apostrophe.
SHORTEST_NAME = 3
#: Behind these a sentence begins.
_ENDS = ".!?:;\n"
#: Words from a verb to the name behind its subject.
_FAR = 4
#: Words from a verb of motion to the place, and from the place to a verb that stands last.
_MOTION, _VERB_BEHIND = 7, 2
#: Words of a day that may stand between the two, and the verb.
_DAY = 3
#: Population from which a town is rather meant than another's case.
_LARGE_TOWN = 100_000
#: Consonants of a name that is told from other words by them; what vowels are written with.
_TELLING_SOUND, _VOWELS = 3, ("w", "y")
#: Words that an event and who does it take before a name.
_LEAST_BEFORE = 2
_APOSTROPHES = ("'", "׳", "’")
_APOSTROPHE = re.compile("['׳’]")
_HYPHENS = ("-", "־", "\u2010", "\u2011")


def bare_forms(word: str, endings: Sequence[str]) -> Iterator[str]:
    """The word, and what it may be a form of; `ending>other` puts another ending in its place."""
    yield word
    for each in endings:
        ending, _, other = each.partition(">")
        if word.endswith(ending):
            yield word[: len(word) - len(ending)] + other


def is_word(written: str) -> bool:
    """Whether letters alone make it up, and apostrophes between them."""
    return all(part.isalpha() for part in _APOSTROPHE.split(written))


#: Concepts in the order in which they are joined.
DIRECTIONS = ("north", "south", "east", "west", "centre", "rural", "old")


def _is_large(found: gazetteer.Spelling) -> bool:
    place = gazetteer.listed(found.keys[0])
    return place is None or place.kind != "city" or place.population >= _LARGE_TOWN


class PlaceTokens:
    """One text with the words of its language; every question looks at a bounded number of tokens."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.tokens = tokens(text)
        self.words = place_words(language)

    def keys_after(self, index: int, size: int) -> list[str]:
        """The keys of the words behind the first of `size`."""
        return [token.key for token in self.tokens[index + 1 : index + size]]

    def links(self, index: int) -> bool:
        """Whether the word may stand between the word for a town and its name: "the city *of*"."""
        return self.tokens[index].key in self.words.trigger_links

    def is_common(self, index: int) -> bool:
        """Whether the word is one of the language, and hardly a name that no list has."""
        token = self.tokens[index]
        return is_known(self.text[token.start : token.end], self.language)

    def is_ordinary_word(self, index: int) -> bool:
        """Whether the dictionary has the word itself, however a name like it would end."""
        token = self.tokens[index]
        return is_listed(self.text[token.start : token.end], self.language)

    def strange(self, index: int) -> bool:
        """Whether a dictionary of the language exists and lacks the word."""
        return has_dictionary(self.language) and not self.is_common(index)

    def near(self, at: int) -> bool:
        """Whether no more than marks of a name stand between a word and the one before."""
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        return len(gap) <= len(' "') and not gap.strip(" \u00a0«\"“'’-")

    def joins(self, index: int) -> bool:
        """Whether an article with a hyphen stands here, and a capital behind it: the "al" of "Maarat al-Numan"."""
        if index + 1 >= len(self.tokens) or self.tokens[index].key not in self.words.name_articles:
            return False
        gap = self.text[self.tokens[index].end : self.tokens[index + 1].start]
        return gap == "-" and self.capital(index + 1) and self.near(index)

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital."""
        return self.text[self.tokens[at].start].isupper()

    def acronym(self, at: int) -> bool:
        """Whether the word stands in capitals among words that do not, as the police that is called ОМОН; no dateline does."""
        if not self._in_capitals(at) or self.sited(at) or at + 1 >= len(self.tokens) or not self.near(at + 1):
            return False
        return not any(self._in_capitals(each) for each in (at - 1, at + 1) if each >= 0)

    def _in_capitals(self, at: int) -> bool:
        written = self.text[self.tokens[at].start : self.tokens[at].end]
        return len(written) > 1 and written.isupper()

    def locative(self, index: int) -> bool:
        """Whether "in" stands before the word."""
        return index > 0 and self.near(index) and self.tokens[index - 1].key in self.words.locatives

    def sited(self, index: int) -> bool:
        """Whether "in" or "from" stands before the word."""
        return self.locative(index) or (
            index > 0 and self.near(index) and self.tokens[index - 1].key in self.words.origins
        )

    def moved_to(self, index: int, *, joined: bool) -> bool:
        """Whether a verb of motion tells that the word behind a preposition, or with one `joined` to it, is where to or from."""
        if index == 0 or not self.near(index):
            return False
        before = self.tokens[index - 1].key
        if joined:
            return before in self.words.motions
        if before not in self.words.locatives:
            return False
        around = (*range(max(0, index - _MOTION), index - 1), *range(index + 1, index + 1 + _VERB_BEHIND))
        return any(at < len(self.tokens) and self.tokens[at].key in self.words.motions for at in around)

    def arrives(self, index: int, lead: int) -> bool:
        """Whether a verb of motion stands a day before a name that "to" is written onto: הגיעה ביום שישי לאוסטרלקה."""
        if not index or self.tokens[index].key[:lead] not in self.words.goals or not self.near(index):
            return False
        return any(self.tokens[at].key in self.words.motions for at in range(max(0, index - _DAY), index))

    def reached(self, index: int) -> bool:
        """Whether a verb of motion, a few words before, and a word for "to" tell that a name in capitals is where it leads."""
        if (
            index < _LEAST_BEFORE
            or not self.near(index)
            or self.tokens[index - 1].key not in self.words.goals
        ):
            return False
        around = range(max(0, index - _MOTION), index - 1)
        return any(self.tokens[at].key in self.words.motions for at in around)

    def spelling(self, index: int, keys: Sequence[str]) -> gazetteer.Spelling | None:
        """What the gazetteer has for the words, the last of them in any case that the language inflects names in."""
        found = gazetteer.spelled(self.joined(index, keys))
        if not self.words.table.case_endings or (found is not None and _is_large(found)):
            return found
        forms = bare_forms(keys[-1], self.words.table.case_endings)
        tried = (
            self.joined(index, (*keys[:-1], form))
            for form in forms
            if len(form) > SHORTEST_NAME and form != keys[-1]
        )
        declined = next((each for each in map(gazetteer.spelled, tried) if each is not None), None)
        # "У Ризі" is a form of Рига, though a small town is called like the form.
        return declined if found is None or (declined is not None and _is_large(declined)) else found

    def goes_down(self, last: int) -> bool:
        """Whether a name of several words would end in a small letter: "El banco" is no town."""
        return self.words.table.cased and self.text[self.tokens[last].start].islower()

    def together(self, index: int, size: int) -> bool:
        """Whether the last of `size` words adjoins the one before."""
        return size == 1 or adjoining(self.text, self.tokens[index + size - 2], self.tokens[index + size - 1])

    def joined(self, index: int, keys: Sequence[str]) -> str:
        """The keys of tokens as a gazetteer has them: in one word where only an apostrophe parts them, "ז'נבה"."""
        joints = ("" if self.is_split(index + at) else " " for at in range(len(keys) - 1))
        return "".join(piece for pair in zip(keys, (*joints, ""), strict=True) for piece in pair)

    def is_split(self, index: int) -> bool:
        """Whether an apostrophe inside a word parts the token from the next: "בז'נבה"."""
        if self.words.table.cased or index + 1 >= len(self.tokens):
            return False
        return self.text[self.tokens[index].end : self.tokens[index + 1].start] in _APOSTROPHES

    def first_words(self, key: str, *, split: bool = False) -> Iterator[tuple[int, str]]:
        """The word as it is and without what may be written in front of it, with the letters that are left out."""
        yield 0, key
        for written, meant in self.words.table.contracted.items():
            if key.startswith(written):
                yield len(written), meant + key.removeprefix(written)
        for clitic in self.words.table.clitics:
            rest = key.removeprefix(clitic)
            if rest != key and len(rest) >= (1 if split else SHORTEST_NAME):
                yield len(clitic), rest

    def is_ordinary(self, *keys: str) -> bool:
        """Whether the name is an ordinary word as well."""
        written = " ".join(keys)
        return written in self.words.stop or written in self.words.common

    def firsts(self, index: int) -> tuple[tuple[int, str], ...]:
        """The same of a token; a word that is known to be none of a place holds no clitic and another: كورونا, and Verona."""
        found = tuple(self.first_words(self.tokens[index].key, split=self.is_split(index)))
        return found[:1] if self.tokens[index].key in self.words.stop else found

    def opens(self, index: int) -> bool:
        """Whether a sentence begins with the token."""
        if index == 0:
            return True
        return any(sign in _ENDS for sign in self.text[self.tokens[index - 1].end : self.tokens[index].start])

    def suffixed(self, last: int) -> bool:
        """Whether an apostrophe and a locative ending stand behind the name."""
        if last >= len(self.tokens) or self.tokens[last].key not in self.words.suffixes:
            return False
        return self.text[self.tokens[last - 1].end : self.tokens[last].start] in _APOSTROPHES

    def direction(self, first: int, last: int) -> str:
        """The direction before or behind the name that the tokens hold, as `north-east`; empty where there is none."""
        found: set[str] = set()
        at = first
        while at > 0 and self.near(at):
            if self.tokens[at - 1].key in self.words.direction_links and at == first:
                at -= 1
                continue
            before = self.words.directions.before(self.text, self.tokens, at)
            if before is None or len(found) > 1:
                break
            found.add(before[1])
            at = before[0]
        at = last
        while at < len(self.tokens) and self.near(at):
            behind = self.words.directions.at(self.text, self.tokens, at)
            if behind is None or behind[2] or (self.words.table.cased and at > last):
                break
            if self.tokens[at].key in self.words.capital_behind and not self.capital(at):
                break
            found.add(behind[1])
            at = behind[0]
        return "-".join(each for each in DIRECTIONS if each in found)

    def is_surname(self, index: int) -> bool:
        """Whether an unknown word with a capital stands right before, as a first name does: "Dan Baldwin"."""
        if not self.words.table.cased or not has_names_in_capitals(self.language) or not index:
            return False
        before = self.tokens[index - 1]
        return (
            self.capital(index - 1)
            and adjoining(self.text, before, self.tokens[index])
            and not self.text[before.start : before.end].isupper()
            and gazetteer.spelled(before.key) is None
            and not self.is_common(index - 1)
            and not self.words.adjectives.at(self.text, self.tokens, index - 1)
        )

    def is_befallen(self, last: int) -> bool:
        """Whether what only a person does or suffers stands directly behind the name: "Foley was killed"."""
        return (
            last < len(self.tokens)
            and adjoining(self.text, self.tokens[last - 1], self.tokens[last])
            and self.words.befallen.at(self.text, self.tokens, last) is not None
        )

    def fought_for(self, last: int) -> bool:
        """Whether words behind the name tell that it changes hands, or is fought for: "fell to the rebels"."""
        if last >= len(self.tokens):
            return False
        ending = self.text[self.tokens[last - 1].end : self.tokens[last].start] in _APOSTROPHES
        return any(
            at < len(self.tokens)
            and self.near(at)
            and self.words.battles_after.at(self.text, self.tokens, at)
            for at in (last, last + 1)[: 1 + ending]
        )

    def fought_before(self, index: int) -> bool:
        """The same of words before the name, the subject of a verb between them: استعاد الجيش."""
        if index == 0 or not self.near(index):
            return False
        if self.words.battles.before(self.text, self.tokens, index):
            return True
        far = range(max(0, index - _FAR), index - 1)
        return not self.strange(index - 1) and any(
            self.tokens[at].key in self.words.battles_far for at in far
        )

    def hyphened(self, index: int) -> bool:
        """Whether a hyphen joins the word to the next, which no dictionary has."""
        gap = self.text[self.tokens[index].end : self.tokens[index + 1].start]
        return gap in _HYPHENS and self.strange(index + 1)

    def follows_word(self, index: int) -> bool:
        """Whether a word stands right before that neither leads a place nor is fought for."""
        return index > 0 and self.near(index) and not self.locative(index) and not self.fought_before(index)

    def sited_by(self, index: int, lead: int) -> bool:
        """Whether "in" stands before the word, or a verb of motion tells that it is a place."""
        return self.vouched(index, lead) or self.moved_to(index, joined=bool(lead))

    def vouched(self, index: int, lead: int) -> bool:
        """Whether "in" stands before a word of a script without capitals, or is written onto it."""
        if not has_dictionary(self.language):
            return False
        if lead:
            return self.tokens[index].key[:lead] in self.words.vouching
        return index > 0 and self.near(index) and self.tokens[index - 1].key in self.words.vouching

    def is_inflected(self, index: int) -> bool:
        """Whether the word as written ends as no name does."""
        signs, token = self.words.table.inflected, self.tokens[index]
        # The sign may stand on the last letter but one: "اً", "ًا".
        return bool(signs) and any(sign in signs for sign in self.text[token.end - 2 : token.end])

    def tells(self, index: int, last: int, lead: int) -> bool:
        """Whether a word has the sounds of a name: three consonants, or two and the vowels that are written beside them."""
        sounds = skeleton(
            self.text[self.tokens[index].start + lead : self.tokens[last - 1].end], self.language
        )
        consonants = len(strong(sounds))
        # Names from elsewhere end in a vowel: "בפאלו"; many a word that no dictionary has does not.
        short = consonants > 1 and len(sounds) >= _TELLING_SOUND and sounds.endswith(_VOWELS)
        return consonants >= _TELLING_SOUND or short

    def done_by(self, at: int) -> bool:
        """Whether an event and who does it stand before the token: "захват повстанцами Тессалита"."""
        doer = self.words.table.agents and self.tokens[at - 1].key.endswith(self.words.table.agents)
        if not doer or at < _LEAST_BEFORE or not self.near(at - 1):
            return False
        event = self.words.battles.before(self.text, self.tokens, at - 1) is not None
        return event and len(self.tokens[at - 2].key) > SHORTEST_NAME

    def goes_on(self, index: int) -> bool:
        """Whether a further unknown word in capitals belongs to the name: "Tell Arjan", "Kamal Abdelrahim"."""
        last = index + 1
        if not self.words.table.cased or last >= len(self.tokens):
            return False
        if self.joins(last):
            return True
        if not (self.capital(last) and adjoining(self.text, self.tokens[index], self.tokens[last])):
            return False
        # "Deyr Salman köyünün": whatever the last word means, the village is called so.
        after = last + 1 < len(self.tokens) and self.words.triggers_after.at(self.text, self.tokens, last + 1)
        if after or self.is_common(last):
            return bool(after)
        behind = self.words.triggers_after.at(self.text, self.tokens, last)
        return not behind and not self.words.suffixes & {self.tokens[last].key}

    def followed(self, index: int, last: int) -> bool:
        """Whether a word such as "village" stands behind; not every one needs a name: "Hükümet sınır kapısını kapattı"."""
        behind = last < len(self.tokens) and self.words.triggers_after.at(self.text, self.tokens, last)
        if not behind:
            return False
        alone = behind[0] > last + 1 or self.tokens[last].key in self.words.objects_after
        if not (alone and self.opens(index) and self.is_common(index)):
            return True
        if behind[0] < len(self.tokens) and self.near(behind[0]) and self.capital(behind[0]):
            # "Liman kenti Kelmara": the name follows, and what opens the sentence tells what kind of town it is.
            return False
        key = self.tokens[index].key
        return last == index + 1 and gazetteer.spelled(key) is not None and key not in self.words.stop
