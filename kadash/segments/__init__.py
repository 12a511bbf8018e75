"""One file a scheme: account facts and policy to one layer an account, with the reason."""
