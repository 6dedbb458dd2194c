"""What lies behind a figure of the registers: its rule, the rule's numbers, the cases."""
