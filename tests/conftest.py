"""What holds for every test: nothing is looked at twice for being garbage."""

import gc


def pytest_collection_finish() -> None:
    """Set aside what stays until the end, as the program does once it is unlocked.

    Otherwise a good part of the time goes into looking through Textual and all the tests again
    and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
