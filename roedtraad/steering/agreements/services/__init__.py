"""Everything that can change a strategy or an agreement, one function per thing a person does."""
