"""What is known of the carriers: their names and their tracking numbers, with the facts in TSV files beside them."""
