"""Twenty short notes from the log of an invented workshop, with their topics, and the table of their words."""

import re

import numpy as np

__all__ = ["NOTES", "TOPICS", "count_table", "vocabulary", "words"]

_LOG = (
    ("bearing", "Bearing of the main fan is hot and the vibration is high"),
    ("bearing", "Fan bearing hot again, high vibration, old grease"),
    ("bearing", "New grease in the fan bearing, the vibration is low again"),
    ("bearing", "Loud noise and vibration at the gearbox, the bearing is worn"),
    ("bearing", "Gearbox bearing replaced after loud noise, vibration checked on three days, noise gone, "
                "bearing runs cool, grease every month and listen to the gearbox bearing at each round"),
    ("leak", "Oil leak under the hydraulic pump, the seal is worn"),
    ("leak", "Under the hydraulic pump a leak of oil, worn seal"),
    ("leak", "Pump seal replaced, no oil leak after the test"),
    ("leak", "Oil level low in the hydraulic tank, leak at the hose of the pump, hose replaced, tank "
             "filled with oil, pump tested, no leak at the hose, no leak at the seal, oil level checked"),
    ("leak", "Do not start the pump, oil on the floor"),
    ("electric", "Motor trips on high current at the start"),
    ("electric", "Motor trips, current high, fuse of the motor replaced"),
    ("electric", "Fuse blown in the cabinet of the motor, cable burnt"),
    ("electric", "Cable of the motor burnt near the cabinet, current measured on each phase, fuse replaced, "
                 "motor started, current normal, cabinet cleaned, cable and fuse ordered for the store"),
    ("electric", "Start the motor and measure the current"),
    ("belt", "Conveyor belt drifts to the left, roller dirty"),
    ("belt", "Belt of the conveyor drifts left, roller dirty"),
    ("belt", "Roller cleaned, the belt runs straight"),
    ("belt", "Conveyor belt torn at the joint, belt replaced, roller cleaned, belt tension set, "
             "belt runs straight, conveyor checked for an hour, belt joint inspected, roller and belt "
             "ordered for the store"),
    ("belt", "Belt tension low, conveyor slips"),
)
TOPICS = tuple(topic for topic, _ in _LOG)
NOTES = tuple(note for _, note in _LOG)
_SKIPPED = {"a", "after", "again", "an", "and", "at", "do", "each", "every", "for", "in", "is", "near", "of", "on",
            "the", "to", "under"}


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without little words such as "the".

    Examples
    --------
    >>> words("The pump, again: oil at the pump")
    ['pump', 'oil', 'pump']
    """
    return [w for w in re.findall(r"[a-z]+", text.lower()) if w not in _SKIPPED]


def vocabulary(texts) -> list[str]:
    """Return the different words of all `texts`, in alphabetical order.

    Examples
    --------
    >>> vocabulary(["Oil leak", "the leak"])
    ['leak', 'oil']
    """
    return sorted({w for text in texts for w in words(text)})


def count_table(texts, terms) -> np.ndarray:
    """Return how often each of `terms` stands in each of `texts`; other words are ignored.

    Parameters
    ----------
    texts : sequence of str
    terms : sequence of str

    Returns
    -------
    ndarray of int, shape (number of texts, number of terms)

    Notes
    -----
    Taught in "Vectors and the geometry of data".

    See Also
    --------
    sklearn.feature_extraction.text.CountVectorizer : the professional routine.

    Examples
    --------
    >>> count_table(["Oil leak", "leak after leak"], ["leak", "oil"])
    array([[1, 1],
           [2, 0]])
    """
    if isinstance(texts, str):
        raise TypeError("texts must be a sequence of texts, but it is one text: write [text]")
    found = [words(text) for text in texts]
    return np.array([[row.count(term) for term in terms] for row in found])
