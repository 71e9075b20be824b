"""What happens: a reply takes a scenario from one position to the next."""
