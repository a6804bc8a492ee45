"""What was sent to Geneva: when it may go, how it is sealed, who is told of it."""
