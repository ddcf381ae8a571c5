"""What is wrong with a disk or a name where the operating system refuses, in words, and the cure."""

from __future__ import annotations

import errno

_ELSEWHERE = "choose another folder"
_FULL = ("the disk is full", f"make room on it, or {_ELSEWHERE}")
_LOCKED = ("nothing may be written on that disk", _ELSEWHERE)
_TOO_LONG = ("the name with its folders is too long", "give a shorter one, or choose a folder nearer the top")
_AWAY = ("the disk or network drive does not answer", f"connect it again, or {_ELSEWHERE}")
_TOO_LARGE = ("files may not be that large there", _ELSEWHERE)

_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("your share of the disk is full", f"make room in it, or {_ELSEWHERE}"),
    errno.EROFS: _LOCKED,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EFBIG: _TOO_LARGE,
    **dict.fromkeys(
        (
            errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN,
            errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH, errno.ECONNRESET, errno.ECONNABORTED,
        ),
        _AWAY,
    ),
}  # fmt: skip
_BY_WINDOWS = {  # Windows has numbers of its own; Python makes ENOENT, EACCES or EINVAL of most of these
    **dict.fromkeys((39, 112), _FULL),
    **dict.fromkeys((19,), _LOCKED),
    **dict.fromkeys((111, 206), _TOO_LONG),
    **dict.fromkeys((15, 20, 21, 31, 51, 53, 55, 59, 64, 67, 121, 1117, 1167, 1231, 1232, 1236), _AWAY),
}


def fault(problem: OSError) -> tuple[str, str] | None:
    """Give what is wrong and what to do; None where it is not the disk."""
    of_windows = getattr(problem, "winerror", None)
    return _BY_WINDOWS.get(of_windows or 0) or _BY_ERRNO.get(problem.errno or 0)


def in_words(problem: OSError, cure: str) -> str:
    """Give '(what is wrong); cure' for the end of a sentence; `cure` is for what is not the disk."""
    what, cure = fault(problem) or (problem.strerror or str(problem), cure)
    return f"({what}); {cure}"
