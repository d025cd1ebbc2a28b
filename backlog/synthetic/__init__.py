"""A believable synthetic person: the rows of a log, and apart from them the truth. Deterministic.

For the example data, for tests and for demonstrations. Nobody's data is in it.
"""

from backlog.synthetic.course import COURSES, Course, Truth
from backlog.synthetic.people import people
from backlog.synthetic.person import EXAMPLE, Person, person, save

__all__ = ["COURSES", "EXAMPLE", "Course", "Person", "Truth", "people", "person", "save"]
