"""An answer is worked out at its first reading."""

from trajectory.once import once


def asked_class():
    class Asked:
        times = 0

        @once
        def answer(self):
            """What is asked for."""
            self.times += 1
            return 42

    return Asked


def test_an_answer_is_worked_out_once():
    asked = asked_class()()
    assert (asked.answer, asked.answer, asked.times) == (42, 42, 1)


def test_an_answer_keeps_its_description():
    assert asked_class().answer.__doc__ == "What is asked for."
