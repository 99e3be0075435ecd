"""What customers say in surveys: short sentences about nobody."""

from __future__ import annotations

from random import Random

SENTENCES = {
    "glad": [
        "Quick and friendly, thank you.",
        "Very helpful support, excellent.",
        "Easy to use, I love it.",
        "The agent was great and solved it at once.",
    ],
    "even": ["It was fine.", "Nothing to add.", "As expected.", "The invoice came twice."],
    "cross": [
        "I had to wait far too long.",
        "Terrible: I waited for days and nobody answered.",
        "The delivery was late and the support was slow.",
        "Not helpful at all, and much too expensive.",
    ],
}


def comment_on(rng: Random, mood: float) -> str:
    """Draw a sentence that fits a mood between 0 and 1."""
    kind = "glad" if mood > 0.7 else "even" if mood > 0.45 else "cross"
    return rng.choice(SENTENCES[kind])
