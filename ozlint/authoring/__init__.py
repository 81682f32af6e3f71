"""For people who write rules: listing, explaining, testing, documenting them."""
