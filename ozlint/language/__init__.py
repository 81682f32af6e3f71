"""The expression language of rules: parse, check, fold, compile, and the interpreter that says what it all means."""
