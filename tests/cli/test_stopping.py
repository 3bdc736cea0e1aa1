"""Stopping the server while a worker is busy."""

import os
import signal
import socket
import subprocess
import sys

PROGRAM = """
import time
from flask import Flask
from casekit.cli.server import Pool, bind, run_gunicorn

app = Flask("stuck")

@app.get("/")
def answer():
    print("asked", flush=True)
    time.sleep(60)
    return ""

listener = bind("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
run_gunicorn(lambda: app, listener, Pool())
"""


def test_ctrl_c_does_not_wait_for_an_answer_that_takes_a_minute() -> None:
    """Seen to fail: the worker waited for it until it was killed, with a line about memory."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    port = int(process.stdout.readline())
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert process.stdout.readline() == "asked\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0
