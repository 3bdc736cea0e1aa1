"""Starting a server: gunicorn, waitress where there is no fork, Flask's own for debugging."""

import errno
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from casekit.cli.house import fail
from casekit.text.i18n import gettext

if TYPE_CHECKING:
    from flask import Flask

    from casekit.web.settings import Settings

BACKLOG = 4096
"""Connections that may wait: a lecture hall submits at the same moment."""

ENDS_WITHIN_S = 3
"""How long a worker that was told to stop at once may take."""

NEXT_PORTS = 20
"""How many ports after the wanted one are tried before any free one is taken."""


@dataclass(frozen=True)
class Pool:
    """How many processes serve, and how many requests each of them serves at once."""

    workers: int = 2
    threads: int = 4


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, on a port of the system's choice for 0; a busy port ends the command."""
    try:
        return _listen(host, port)
    except PermissionError:
        fail(gettext("Port {port} is reserved to the system: choose one over 1023.", port=port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sentence = gettext(
                "Port {port} is in use already, perhaps by another casekit."
                " Choose another one: --port {other}",
                port=port,
                other=port + 1,
            )
        else:
            reason = error.strerror or str(error)
            sentence = gettext("Cannot listen on {host}: {reason}.", host=host, reason=reason)
        fail(sentence)


def bind_first_free(host: str, port: int) -> socket.socket:
    """A listening socket on the port, or on the next free one."""
    for candidate in (*range(port, port + NEXT_PORTS), 0):
        try:
            return _listen(host, candidate)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                break
    return bind(host, port)


def find_free_port(host: str, port: int) -> int:
    """The port, or the next free one."""
    with bind_first_free(host, port) as listener:
        free: int = listener.getsockname()[1]
    return free


def _listen(host: str, port: int) -> socket.socket:
    [(family, kind, protocol, _, address), *_others] = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(host: str, listener: socket.socket) -> str:
    """The address to type in a browser on this machine."""
    port = listener.getsockname()[1]
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def run_server(settings: "Settings", listener: socket.socket, pool: Pool) -> None:
    """Serves until it is told to stop."""
    from casekit.web.app import create_app, warm_up

    def load() -> "Flask":
        app = create_app(settings)
        warm_up(app)
        return app

    if hasattr(os, "fork"):
        run_gunicorn(load, listener, pool)
    else:
        _run_waitress(load, listener, pool)


def run_gunicorn(load: Callable[[], "Flask"], listener: socket.socket, pool: Pool) -> None:
    """Serves an app until it is told to stop."""
    from gunicorn.app.base import BaseApplication

    options = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "workers": pool.workers,
        "threads": pool.threads,
        "preload_app": True,  # loaded before the fork, a worker is up in an instant
        "timeout": 60,
        "graceful_timeout": 10,
        "backlog": BACKLOG,
        "loglevel": "warning",
        "post_worker_init": _begin_to_hear,
        "control_socket_disable": True,  # newer than 23; its socket would serve nobody here
    }

    os.register_at_fork(before=_hold_signals, after_in_parent=_hear_signals)

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return load()

    Application().run()


_ENDING = (signal.SIGINT, signal.SIGTERM, *([signal.SIGQUIT] if os.name == "posix" else ()))


def _hold_signals() -> None:
    """Keeps back what tells a worker to stop, until it can hear it.

    From the fork on, and before it has handlers of its own, it would be lost, and Ctrl-C would wait
    for that worker in vain.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)


def _hear_signals() -> None:
    """Lets through what was kept back."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _begin_to_hear(worker: Any) -> None:
    """Sees to it that a worker that is told to stop at once has stopped soon, come what may.

    It waits for what it is answering; and the signal may come while it holds a lock that it needs
    for stopping. Its leader would wait for it longer than anybody who has pressed Ctrl-C.
    """
    told = threading.Event()

    def end() -> None:
        told.wait()
        time.sleep(ENDS_WITHIN_S)
        os._exit(0)

    def stop(number: int, frame: Any) -> None:
        _hear_no_second_signal()
        told.set()
        worker.handle_quit(number, frame)

    threading.Thread(target=end, daemon=True).start()
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, stop)
    _hear_signals()


def _hear_no_second_signal() -> None:
    """Lets a worker end in peace that was told to.

    Ctrl-C reaches it from the terminal and again from its leader. One that comes while the first is
    being heard would wait for a lock that the first holds, for ever; one that comes while the
    interpreter is taken down would kill it, with a warning in the middle of a quiet end; and one
    that comes right between the lines below would make Python complain of the race.
    """
    sys.unraisablehook = lambda _args: None
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)


def _run_waitress(load: Callable[[], "Flask"], listener: socket.socket, pool: Pool) -> None:
    from waitress import serve

    logging.getLogger("waitress").setLevel(logging.ERROR)
    serve(load(), sockets=[listener], threads=pool.workers * pool.threads)


def run_debugger(settings: "Settings", host: str, port: int) -> None:
    """Serves by Flask's own server, which reloads changed code and shows errors in the browser."""
    from casekit.web.app import create_app

    create_app(settings).run(host=host, port=port, debug=True)
