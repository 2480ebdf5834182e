"""The words that English dictionaries spell with an accent, which pairs of letters do not know."""

from __future__ import annotations

import re
import unicodedata

# Singulars, and both parts of what has a hyphen.
LOAN_WORDS = frozenset(
    """
    à abbé aperçu appliqué après attaché auto-da-fé bête blasé bric-à-brac café cause célèbre château châteaux
    chargé cliché communiqué consommé coup d’état crèche crème crêpe croûton débâcle début débutante décolleté
    décor déclassé démarche dénouement dépôt dérailleur détente divorcé divorcée doppelgänger éclair éclat
    élan élite émigré entrée entrepôt épée étude exposé façade fête fiancé fiancée flambé français führer
    gâteau garçon glacé gruyère habitué ingénue jalapeño lamé lycée macramé maître matinée mélange mêlée
    ménage métier mésalliance naïf naïve naïveté né née négligé négligée noël objet où outré papier-mâché
    passé pâté pièce piñata plié précis première prêt protégé protégée purée raison d’être recherché régime
    répertoire résumé retroussé risqué rôle roué sauté séance señor señora señorita smörgåsbord soirée soufflé
    soupçon tête-à-tête touché toupée über vis-à-vis voilà
    coöperate coöperation coöperative coördinate coördination preëminent reëlect reëlection zoölogy
    """.replace("’", " ")
    .replace("-", " ")
    .split()
)
_ENDING = re.compile(r"(?:d|s|ly)$")
_LETTERS = re.compile(r"[^\W\d_]+")


def plain(word: str) -> str | None:
    """Return a word without its accents if English has it with them."""
    replaced = _LETTERS.sub(_without_accents, word)
    same = replaced == word or any(char.isalpha() and not char.isascii() for char in replaced)
    return None if same else replaced


def _without_accents(found: re.Match[str]) -> str:
    part = found[0].lower()
    if part.isascii() or not ({part, _ENDING.sub("", part)} & LOAN_WORDS):
        return found[0]
    decomposed = unicodedata.normalize("NFD", found[0])
    return "".join(char for char in decomposed if not unicodedata.combining(char))
