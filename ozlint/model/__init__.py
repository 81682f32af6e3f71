"""The typed, frozen values everything else speaks of; nothing personal, no I/O."""
