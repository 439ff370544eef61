"""The one error that the judge raises."""


class TrajectoryError(ValueError):
    """An input that cannot be judged as it stands; the message says what to do about it."""
