"""Facts about OpenStack: the model, the records they are read from, and their checks."""
