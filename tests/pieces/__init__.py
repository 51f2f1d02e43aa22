"""What the library promises, asked for one by one."""
