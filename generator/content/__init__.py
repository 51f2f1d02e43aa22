"""Words, contacts, links and organisations: files in, the words of one piece out."""
