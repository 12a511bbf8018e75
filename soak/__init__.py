"""What takes too long for every change: many kills and the like, by `make soak`."""
