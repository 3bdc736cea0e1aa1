"""Writing for authors: an article becomes a source, a passage an excerpt, a scaffold an item.

    read article -> propose source -> find passage -> append excerpt -> fill scaffold -> append item

Nothing here asks or prints. What cannot be done is a `CannotWriteError`, which the command line
puts into words, and what is written is checked first: a file that is there is changed in one step
or not at all.
"""
