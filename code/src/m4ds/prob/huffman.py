"""Prefix codes: from word lengths, and the shortest one for a law."""

import heapq
from itertools import count

import numpy as np

from m4ds.prob.information import law_of
from m4ds.validation import as_vector

__all__ = ["huffman_code", "prefix_code"]


def prefix_code(lengths) -> list[str]:
    """Return words of the given lengths, none of which begins another.

    Parameters
    ----------
    lengths : array_like, shape (n,)
        Whole numbers, at least 0.

    Returns
    -------
    list of str
        Words of 0 and 1, in the order of `lengths`.

    Raises
    ------
    ValueError
        If a length is negative or not whole, or the sum of ``2.0**-lengths`` exceeds 1: then there is no such code.

    See Also
    --------
    zlib : its header sends the lengths only, and rebuilds the words as is done here.

    Notes
    -----
    Chapter: Information theory. Shortest first; each word is the place, in binary, where those before it end.

    References
    ----------
    L. G. Kraft, A device for quantizing, grouping, and coding amplitude-modulated pulses, MIT, 1949.

    Examples
    --------
    >>> prefix_code([1, 2, 2])
    ['0', '10', '11']
    """
    lengths = as_vector(lengths, "lengths")
    if (lengths < 0).any() or (lengths != np.floor(lengths)).any():
        raise ValueError("lengths must be whole numbers, none negative")
    longest = int(lengths.max())
    if sum(1 << (longest - int(length)) for length in lengths) > 1 << longest:
        raise ValueError("no code has these lengths: the sum of 2**-length exceeds 1")
    words, place = [""] * len(lengths), 0
    for i in np.argsort(lengths, kind="stable"):
        length = int(lengths[i])
        words[i] = format(place >> (longest - length), f"0{length}b") if length else ""
        place += 1 << (longest - length)
    return words


def huffman_code(p) -> list[str]:
    """Return a prefix code whose average length is the smallest possible for the law p.

    Parameters
    ----------
    p : array_like, shape (n,)
        A law. Values of probability 0 get a word too.

    Returns
    -------
    list of str
        Words of 0 and 1. A single value gets the empty word: there is nothing to say.

    Raises
    ------
    ValueError
        If p is no law, or not a vector.

    See Also
    --------
    zlib.compress : Huffman's code after another step that finds repetitions.

    Notes
    -----
    Chapter: Information theory. Join the two least likely until one is left; O(n log n) with a heap, plus
    the depth of each word. Ties are broken by age, which keeps the longest word short.

    References
    ----------
    D. A. Huffman, A method for the construction of minimum-redundancy codes, Proceedings of the IRE 40, 1952.

    Examples
    --------
    >>> huffman_code([0.5, 0.25, 0.25])
    ['0', '10', '11']
    """
    p = law_of(as_vector(p, "p"))
    age = count()
    heap = [(float(weight), next(age), i) for i, weight in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (a, _, left), (b, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a + b, next(age), (left, right)))
    lengths, stack = np.zeros(len(p)), [(heap[0][2], 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, tuple):
            stack += [(node[0], depth + 1), (node[1], depth + 1)]
        else:
            lengths[node] = depth
    return prefix_code(lengths)
