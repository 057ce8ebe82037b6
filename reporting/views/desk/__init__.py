"""/desk/ … : the pages for people who are signed in."""
