"""Texts for feeds: word processors leave in what people paste what XML cannot hold."""

CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}


def for_xml(text):
    return (text or "").translate(CONTROLS)
