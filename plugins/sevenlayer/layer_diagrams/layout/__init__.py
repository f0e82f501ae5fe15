"""Layout: from the model to the positions of all boxes, lines and texts."""
