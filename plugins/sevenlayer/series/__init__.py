"""Series of posts: their order, pages and feeds.

Other packages import nothing from it: the stages of a build call `pages`.
"""
