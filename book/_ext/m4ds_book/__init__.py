"""The Sphinx extensions and build steps of the book."""
