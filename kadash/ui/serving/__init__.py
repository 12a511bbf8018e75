"""What stands between the network and the app: the guard at the start, the doorkeeper at every request."""
