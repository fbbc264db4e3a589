"""What the commands say."""


def locked(programs: int) -> str:
    """How many running programs were asked to lock."""
    if programs == 0:
        return "No romtui is running: there is nothing to lock."
    return "romtui is locked." if programs == 1 else f"{programs} romtui are locked."
