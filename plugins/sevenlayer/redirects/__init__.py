"""Pages and tables at former URLs that lead to the present ones."""
