"""What is known of Ozon: values, pairs and pure functions over raw values, with the facts in TSV files beside them.

Facts carry a grade in their `evidence` column: D official documentation, P the official table of push states,
E an example of the documentation, L seen in live answers, I inferred, X third-party code only.
"""
