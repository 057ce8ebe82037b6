"""What a program can find fault with: one small pure function for each finding."""
