"""The vocabulary that rules may call."""

import subprocess
import sys

COLD = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from ozlint.language import functions_domain
from ozlint.language.functions import functions
from time import sleep

start = Barrier(8)
read = functions_domain.known_carriers

def slowly():
    sleep(0.01)  # another thread has its turn while the functions are made
    return read()

functions_domain.known_carriers = slowly

def work(_):
    start.wait()
    return id(functions()["known_carrier"])

with ThreadPoolExecutor(8) as pool:
    assert len(set(pool.map(work, range(8)))) == 1
"""


def test_functions_are_made_once_whoever_asks() -> None:
    """Threads that are the first to ask are given the same functions: those of one name are compared by identity."""
    done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
