"""How a role makes a URL, and how a URL that moved is rewritten: rules that are read from the facts."""
