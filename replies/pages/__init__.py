"""What the page of a reply shows."""
