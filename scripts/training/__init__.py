"""What `scripts/train` learns with.

shapes    chapters made by rule from labelled ones     fields    conditional random fields: weights of single signs
pieces    one sequence to learn from, windowed         network   the same with hidden units: signs together
"""
