"""What a browser would send back of a form as it was drawn."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The fields of the form whose id ends in ``_form``, by name."""

    def __init__(self, html):
        super().__init__()
        self.values, self.inside = {}, False
        self.select = self.area = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form")
        elif self.inside and attrs.get("form") != "none":
            getattr(self, f"on_{tag}", lambda attrs: None)(attrs)

    def on_input(self, attrs):
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in attrs:
            return
        if kind not in ("submit", "file") and "name" in attrs:
            self.values[attrs["name"]] = attrs.get("value") or "on" * (
                kind == "checkbox"
            )

    def on_textarea(self, attrs):
        self.area = attrs["name"]
        self.values[self.area] = ""

    def on_select(self, attrs):
        self.select = attrs["name"]
        self.values[self.select] = [] if "multiple" in attrs else ""

    def on_option(self, attrs):
        if "selected" in attrs:
            if isinstance(self.values[self.select], list):
                self.values[self.select].append(attrs["value"])
            else:
                self.values[self.select] = attrs["value"]

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = None


def drawn(response):
    return Form(response.content.decode()).values


def send(client, url, **changes):
    """Open the page, change some fields, and press the first button of saving."""
    values = {**drawn(client.get(url)), "_continue": "1", **changes}
    return client.post(url, values)


def add_row(values, prefix, **fields):
    """One more row in an inline, as its button adds it."""
    total = int(values[f"{prefix}-TOTAL_FORMS"])
    values[f"{prefix}-TOTAL_FORMS"] = total + 1
    values.update({f"{prefix}-{total}-{name}": value for name, value in fields.items()})
    return values
