"""What comes in from other programs: shown first, entered when asked for, and taken back again.

A module for each way in turns files into rows, and never writes; `arrival` compares them with the
log and enters them. Whatever comes in is marked: `entry` is ``backfilled``, so that its ratings
stay out of the trend, and each id begins with ``import_``, the name of the import and another
``_``. The rest of an id is made of what the row is about, so that the same file brings the same ids
and importing twice adds nothing.
"""
