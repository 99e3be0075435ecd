"""What can be wrong with the input, said once: where, what, and what to do about it."""

from __future__ import annotations


class InputError(Exception):
    """The input is wrong; the message is for the person who can mend it.

    `where` names the file or folder (empty where only the caller knows it), `problem` says what
    is wrong and `remedy` what to do. None of the three may quote a value from an extract: they
    are printed, and extracts hold personal data.
    """

    def __init__(self, problem: str, remedy: str, where: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
        self.where = where

    def at(self, where: str) -> InputError:
        """Return this error with its place filled in, unless it already names one."""
        return InputError(self.problem, self.remedy, self.where or where)


def printable(text: str) -> str:
    """Return `text` with everything a terminal would act on or cannot show written as an escape.

    File names come from strangers: one that holds an escape sequence could repaint the screen,
    and one that is not Unicode could not be printed at all.
    """
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )
