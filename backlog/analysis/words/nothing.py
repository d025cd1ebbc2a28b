"""What is said where there is nothing to speak of."""

NOTHING = "Nothing logged yet. Your first session or check-in will show here."
NO_SESSION = "No session logged yet."
