"""Several people, several processes, one data directory: nothing is lost, nothing is half there."""
