"""The daily facts once more, in plain Python, from the pages alone: no SQL was read for it."""
