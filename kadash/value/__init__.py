"""Is the account alive, what will it earn, what is it worth: activity models and lifetime value."""
