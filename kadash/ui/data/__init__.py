"""What the Data page is made of: dropping files, the running load, the summary before it, and what is loaded."""
