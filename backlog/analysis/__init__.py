"""What the log means: frames in, frames and values out. One module a question.

Only `reading` looks at a file or a clock. Nothing here draws, and nothing says why something
happened: these are counts and plain summaries of what was logged.
"""
