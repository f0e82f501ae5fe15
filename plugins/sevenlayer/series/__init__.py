"""Series of posts: their order, their pages, and their feeds."""
