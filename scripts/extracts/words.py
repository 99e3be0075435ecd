"""What is said on tickets: neutral sentences about nobody."""

from __future__ import annotations

SENTENCES = {
    "question": [
        "Something about {topic} does not work as described. Where do I start?",
        "I have a question about {topic}: step {n} gives a different result.",
        'The page on {topic} says "done", but nothing changed.\nPlease have a look.',
        "<p>Request about {topic}</p><p>Reference {n}</p>",
    ],
    "call": ["Notes of a call about {topic}, reference {n}."],
    "received": ["We received your request about {topic}. Someone will answer soon."],
    "answer": [
        "Please try step {n} of the guide on {topic} and tell us whether it helped.",
        "We changed the settings for {topic}; reference {n}.",
        "This is known, and the next version repairs it. Reference {n}.",
    ],
    "reply": [
        "I tried step {n}, with this result: {topic} is still open.",
        "Here are the details.",
    ],
    "thanks": ["Thank you, all is well now."],
    "still": ["It happens again: {topic}, step {n}."],
    "checked": ["Checked the logs of {topic}; nothing unusual.", "See reference {n}."],
    "passed on": ["A specialist will look at {topic} and answer here."],
    "merged": ["Closed and merged into another request of the same requester."],
    "absorbed": ["Another request of the same requester was merged into this one."],
}


def body_of(words: str, topic: str, n: int) -> str:
    """Write a sentence of the kind, the same for the same number."""
    choices = SENTENCES[words]
    return choices[(n // 1000 + n) % len(choices)].format(topic=topic.replace("_", " "), n=n % 97)


def subject_of(topic: str, number: int) -> str:
    """Write a subject line."""
    return f"Request {number}: {topic.replace('_', ' ')}"
