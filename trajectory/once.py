"""What is worked out once and then kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):
    """A method read like an attribute and called at the first reading only: functools.cached_property without
    its lock, which costs more than most of the answers of a case."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self.work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, case: None, owner: type) -> "once[T]": ...
    @overload
    def __get__(self, case: object, owner: type) -> T: ...
    def __get__(self, case: object | None, owner: type) -> "once[T] | T":
        if case is None:
            return self
        found = case.__dict__[self.name] = self.work_out(case)
        return found
