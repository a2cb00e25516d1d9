"""Linear algebra: vectors, factorisations, spectra, in the order the book derives them."""
