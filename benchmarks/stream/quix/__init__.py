"""The work of the two agents written with Quix Streams, in an environment of its own."""
