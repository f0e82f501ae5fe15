"""From the model to the place of every box, arrow and text."""
