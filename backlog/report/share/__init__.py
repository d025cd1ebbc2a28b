"""What leaves the machine in a bundle, and only what a person chose.

A plan is worked out first, from the log and the choices: every file with its bytes. What is told
before (the preview) and what is written after (the zip file) are both made from that one plan, so
they cannot differ.
"""

from backlog.report.share.bundle import write
from backlog.report.share.choices import Choices
from backlog.report.share.form import Sharing
from backlog.report.share.plan import Plan, plan
from backlog.report.share.preview import lines

__all__ = ["Choices", "Plan", "Sharing", "lines", "plan", "write"]
