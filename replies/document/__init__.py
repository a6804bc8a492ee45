"""The consolidated document: from the database to a tree, from the tree to bytes."""
