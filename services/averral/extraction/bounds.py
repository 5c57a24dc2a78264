"""What a word does beside a speaker's name: whether it goes on naming somebody, or ends the name."""

from __future__ import annotations

from averral.extraction.scene import Scene
from averral.language.stems import has_dictionary, is_known
from averral.model import Span

#: Words of an apposition, and of a bare name between commas.
LONGEST_APPOSITION, SHORT_APPOSITION = 10, 4

#: What joins the parts of a name.
HYPHENS = ("-", "\u2010", "\u2011", "\u05be")

#: First token, and the one behind the last.
Range = tuple[int, int]


def is_capital(scene: Scene, index: int) -> bool:
    """Whether the word is written as a part of a name: with a capital, or as a link within one."""
    return scene.tokens[index].capital or scene.key(index) in scene.lexicon.name_links


def is_of(scene: Scene, key: str) -> bool:
    """Whether "of the" is written onto the word."""
    return bool(scene.lexicon.speech.contracted_article) and key.startswith(
        scene.lexicon.speech.contracted_article
    )


def same_entity(scene: Scene, index: int) -> bool:
    """Whether the word and the one before it stand in one known name."""
    before, token = scene.tokens[index - 1], scene.tokens[index]
    return any(
        entity.span.start <= before.start and token.end <= entity.span.end
        for entity in scene.reading.entities_in(Span(max(0, before.start - 40), token.end))
    )


def is_filler(scene: Scene, index: int) -> bool:
    """Whether the word only tells when, or helps a verb."""
    key, lexicon = scene.key(index), scene.lexicon
    if key in lexicon.determiners and scene.key(index + 1) in lexicon.time_words:
        return True
    return key in lexicon.time_words or key in lexicon.auxiliaries


def is_apposition(scene: Scene, start: int, end: int) -> bool:
    """Whether ", Sergei Lavrov," or ", the minister," goes on naming the subject."""
    if not scene.is_word(start) or ends_subject(scene, start):
        return False
    stop = start
    while stop < min(end, start + LONGEST_APPOSITION) and not scene.is_point(stop, ",:."):
        if stop in scene.cue_starts:
            return False
        stop += 1
    first = scene.key(start)
    named = scene.lexicon.speech.cased and scene.tokens[start].capital
    return (
        named
        or any(
            form in words
            for form in scene.lexicon.bare_forms(first)
            for words in (scene.lexicon.roles, scene.lexicon.titles)
        )
        or (
            first in scene.lexicon.determiners
            and (scene.lexicon.speech.cased or scene.is_point(stop, ",:"))
            and scene.plausible(start, stop)
            and not _has_verb(scene, start, stop)
        )
        or (
            not scene.lexicon.speech.cased
            and stop - start <= SHORT_APPOSITION
            and (scene.is_point(stop, ",") or (scene.is_point(stop, ":") and scene.is_mark(stop + 1)))
        )
    )


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a helping verb stands behind the first word."""
    return any(scene.key(index) in scene.lexicon.auxiliaries for index in range(start + 1, end))


def ends_subject(scene: Scene, index: int) -> bool:
    """Whether the word opens a venue, a time or a clause and no longer names anybody."""
    lexicon, key = scene.lexicon, scene.key(index)
    named = key in lexicon.definites or key in lexicon.pronouns
    hears = not named and scene.key(index + 1) in lexicon.hearer_nouns
    if (
        lexicon.speech.verb_second
        and key in lexicon.determiners
        and (hears or _is_marked_outlet(scene, index + 1))
    ):
        # "said the politician *to-the* «Rundschau»": the article bears the case.
        return True
    if _links_name(scene, index) or _links_seat(scene, index):
        return False
    told = scene.key(index - 1) in lexicon.speech.hearer_links
    outlet = not told and key in lexicon.determiners and scene.key(index + 1) in lexicon.hearer_nouns
    stops = key in lexicon.subject_stops and index not in scene.named and not outlet
    if stops or scene.complementizer(index) > index:
        return True
    if key in lexicon.venue_links and scene.key(index + 1) in lexicon.venues:
        return True
    if lexicon.speech.verb_second and (_is_finite(scene, index) or _opens_object(scene, index)):
        return True
    cue = index in scene.cue_starts
    attached = opens_place(scene, index) or _opens_relative(scene, index) or _opens_venue(scene, key)
    return cue or attached or _opens_hearer(scene, index)


def opens_place(scene: Scene, index: int) -> bool:
    """Whether "in" is written onto a known place that tells where somebody spoke: "said X *in-Hamburg*"."""
    if index not in scene.named or not scene.is_word(index):
        return False
    token, letters = scene.tokens[index], scene.lexicon.speech.venue_links
    sizes = [len(each) - 1 for each in letters if each.endswith("+") and token.key.startswith(each[:-1])]
    places = scene.reading.places_in(scene.span(index, index + 1)) if sizes else ()
    return any(place.span.start == token.start + size for place in places for size in sizes)


def _opens_relative(scene: Scene, index: int) -> bool:
    """Whether a word for "who" is written onto a word that is none with it: "two experts *who-examined* the pictures"."""
    skip = scene.complementizer_prefix(index)
    if not skip or scene.lexicon.speech.cased or not has_dictionary(scene.reading.language):
        return False
    token, language = scene.tokens[index], scene.reading.language
    written = scene.reading.text[token.start : token.end]
    return not is_known(written, language) and is_known(written[skip:], language)


def _links_seat(scene: Scene, index: int) -> bool:
    """Whether the word only joins an office to what it is for: "the committee *for* prisoners"."""
    seats = scene.lexicon.seat_links
    return any(seats.at(scene.tokens, start)[0] > index for start in (index - 1, index))


def _is_marked_outlet(scene: Scene, index: int) -> bool:
    """Whether a paper's name in marks begins here, as far as the tables know words of such names."""
    while index < len(scene.tokens) and scene.tokens[index].in_name:
        if scene.key(index) in scene.lexicon.outlets or _is_outlet(scene, index):
            return True
        index += 1
    return False


def _is_finite(scene: Scene, index: int) -> bool:
    """Whether a small word behind a noun can only be the verb or an adverb, where nouns have capitals."""
    lexicon, key = scene.lexicon, scene.key(index)
    follows_noun = scene.tokens[index - 1].capital and not scene.tokens[index].capital
    parts = (lexicon.determiners, lexicon.openers, lexicon.name_links, lexicon.coordinators)
    timed = key in lexicon.time_words and key not in lexicon.determiners
    return follows_noun and (timed or not any(key in words for words in parts))


def _opens_object(scene: Scene, index: int) -> bool:
    """Whether a determiner behind a noun begins an object, which no genitive does."""
    lexicon, key = scene.lexicon, scene.key(index)
    noun = index > 1 and scene.is_word(index - 1) and scene.tokens[index - 1].capital
    return noun and key in lexicon.object_openers


def joins_by_hyphen(scene: Scene, index: int) -> bool:
    """Whether a hyphen joins a link of names to the word behind it: "Abd *al-*Hakim"."""
    if scene.key(index) not in scene.lexicon.name_links or not scene.is_word(index + 1):
        return False
    between = scene.reading.text[scene.tokens[index].end : scene.tokens[index + 1].start]
    return between in HYPHENS


def _links_name(scene: Scene, index: int) -> bool:
    """Whether the word joins two parts of a name, "Saif al Rashdi", and is no preposition here."""
    lexicon = scene.lexicon
    if scene.key(index) not in lexicon.name_links or not (
        scene.is_word(index - 1) and scene.is_word(index + 1)
    ):
        return False
    if joins_by_hyphen(scene, index):
        return True
    following = scene.key(index + 1)
    known = index + 1 in scene.named or following in lexicon.bodies or following in lexicon.hearer_nouns
    return scene.tokens[index - 1].capital and scene.tokens[index + 1].capital and not known


def _opens_hearer(scene: Scene, index: int) -> bool:
    """Whether the word begins whom the statement was made to."""
    return any(
        _is_attached(scene, index, link[:-1]) if link.endswith("+") else scene.key(index) == link
        for link in scene.lexicon.speech.hearer_links
    )


def _opens_venue(scene: Scene, key: str) -> bool:
    """Whether "in" is written onto a venue."""
    return any(
        link.endswith("+") and key.startswith(link[:-1]) and key[len(link) - 1 :] in scene.lexicon.venues
        for link in scene.lexicon.speech.venue_links
    )


def _is_attached(scene: Scene, index: int, letter: str) -> bool:
    """Whether "to" is written onto an outlet: «لرويترز», «للصحفيين»."""
    key = scene.key(index)
    if not key.startswith(letter):
        return False
    speech = scene.lexicon.speech
    if (
        is_of(scene, key)
        and speech.article + key[len(speech.contracted_article) :] in scene.lexicon.hearer_nouns
    ):
        return True
    if key[len(letter) :] in scene.lexicon.hearer_nouns:
        return True
    return key == letter or (index in scene.named and _is_outlet(scene, index))


def _is_outlet(scene: Scene, index: int) -> bool:
    """Whether the word ends or belongs to an agency's or outlet's known name."""
    token = scene.tokens[index]
    return any(
        entity.kind in ("agency", "outlet") and entity.span.end >= token.end
        for entity in scene.reading.entities_in(scene.span(index, index + 1))
    )
