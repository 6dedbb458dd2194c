"""Citizens, their families and network, and the cases about them; who may open which of them.

Target groups stand here too: a catalogue without persons.
"""
