"""One module a chapter: its algorithms, each beside its reference, at a size `n`.

`cases(n)` yields the name, our function, the reference's name and function; both return the numbers that are compared.
"""
