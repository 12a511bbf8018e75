"""What only one account's review needs: its story, margin bridge and plan."""
