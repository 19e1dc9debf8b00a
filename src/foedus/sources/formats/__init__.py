"""Which words does a file hold, in the order in which they are read, whatever its format?

One file a format, each with one function that takes the bytes and hands on an `Extracted`.
"""
