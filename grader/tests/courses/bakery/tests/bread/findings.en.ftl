title = bread

check-side_by_side = Two loaves take as long as the slower one
check-labelled = A label names its bread
check-in_order = The loaves come in the order in which they were given
check-nothing_to_bake = No loaves, no waiting

finding-in-turn = The loaves took { $took } ms: one was baked after the other.
