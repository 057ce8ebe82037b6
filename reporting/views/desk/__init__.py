"""/desk/ … : the work of people who are signed in."""
