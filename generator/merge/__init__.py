"""What a record adds to a piece or says in place of it: rules and rows in, the words of one record out."""
