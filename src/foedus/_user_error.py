"""The one kind of error that is a message to the user.

It stands below all packages, so that each can raise its own kind and the terminal can tell a
mistake of the user's, which is a sentence, from one of ours, which is a traceback.
"""


class UserError(Exception):
    """Something the user can mend; its text says what, where, and what would be right."""
