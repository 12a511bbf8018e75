"""One file a format: content in, the bytes of a file out. None of them knows what an account is."""
