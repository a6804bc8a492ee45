"""The files of a reply: the gate that they pass, what is found in them, how they are shown."""
