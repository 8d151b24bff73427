"""How readers write to the desk: forms without an account and without a cookie."""
