"""A screen reader's ear for a test: what the windows on this desktop tell assistive technology over AT-SPI.

One request a line on stdin, one answer a line on stdout, both JSON:
  {"do": "read"}              → every object, parents first: [parent's number or -1, role, name, text, states]
  {"do": "press", "node": 7}  → what a screen reader does to a button; the number is that of the last reading
An answer is {"answer": …} or {"error": "…"}. Roles are those of ARIA where there is one.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "enabled": Atspi.StateType.ENABLED,
    "showing": Atspi.StateType.SHOWING,
}

ROLES = {
    "push button": "button",
    "toggle button": "button",
    "entry": "textbox",
    "static": "text",
    "document web": "document",
    "frame": "window",
    "landmark": "region",
    "list item": "listitem",
    "menu item": "menuitem",
    "status bar": "status",
}

last_read = []


def role_of(node):
    attributes = node.get_attributes() or {}
    if attributes.get("text-input-type") == "search":
        return "searchbox"
    name = node.get_role_name()
    return (attributes.get("xml-roles") or ROLES.get(name, name)).split(" ")[0]


def walk(node, parent, heard):
    """Appends an object and all below it; what goes away while it is looked at is left out."""
    try:
        states = node.get_state_set()
        is_field = states.contains(Atspi.StateType.EDITABLE)
        heard.append([
            parent,
            role_of(node),
            node.get_name(),
            Atspi.Text.get_text(node, 0, -1) if is_field else None,
            [name for name, state in STATES.items() if states.contains(state)],
        ])
        last_read.append(node)
        number = len(heard) - 1
        children = [node.get_child_at_index(index) for index in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            walk(child, number, heard)


def read():
    last_read.clear()
    heard = []
    walk(Atspi.get_desktop(0), -1, heard)
    return heard


Atspi.init()
for line in sys.stdin:
    request = json.loads(line)
    try:
        if request["do"] == "read":
            answer = {"answer": read()}
        else:
            answer = {"answer": Atspi.Action.do_action(last_read[request["node"]], 0)}
    except (GLib.Error, IndexError) as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
