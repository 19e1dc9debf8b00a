"""The text of each kind of file, as its format holds it."""
