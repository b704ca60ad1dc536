"""What can be wrong with an installation of the processors.

    ModelError      a model directory or package that cannot be used

No text, whatever is in it, raises an exception.
"""


class ModelError(RuntimeError):
    """A model that cannot be used; the message names it and says what to do."""
