"""Marks English sentences for the catalogue; the translation happens where they are shown."""


def N_(message: str) -> str:
    """The message itself."""
    return message
