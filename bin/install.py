"""Install one lock into .venv, telling how far it is. Run by bin/setup with any Python >= 3.11."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from progress import Progress

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
# Present while pip works: what an interrupted pip left can't be told from what it finished.
UNFINISHED = VENV / "unfinished"


def main(lock: str) -> int:
    started = time.monotonic()
    requirements = Path("requirements") / f"{lock}.txt"
    if UNFINISHED.exists() or not any(VENV.glob("*.lock")) or not PYTHON.exists():
        create_venv()
    print(f"Installing what requirements/{lock}.txt locks (only this once):", flush=True)
    UNFINISHED.touch()
    if not install(requirements):
        return 1
    shutil.copyfile(requirements, VENV / f"{lock}.lock")
    UNFINISHED.unlink()
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)
    return 0


def create_venv() -> None:
    """Start .venv afresh; raise SystemExit with the way out where this Python can't."""
    print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
    if not has_ensurepip():
        install_venv_package()
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if made.returncode:
        raise SystemExit(made.stderr)


def has_ensurepip() -> bool:
    probe = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode == 0


def install_venv_package() -> None:
    """Debian keeps venv's other half in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    print(f"  This Python can't make virtual environments: Debian's {package} is missing.")
    subprocess.run(["bin/debian-install", package], check=False)
    if not has_ensurepip():
        raise SystemExit(f"  Install it, then run this again:\n    sudo apt-get install {package}")


def install(requirements: Path) -> bool:
    """Let pip install with hashes; say how far it is; on failure show its last words."""
    locked = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", requirements.read_text(), re.MULTILINE)
    progress = Progress(VENV, len(locked))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes"]
    command += ["--progress-bar", "off", "--disable-pip-version-check", "-r", str(requirements)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        said = []
        try:
            for line in pip.stdout or ():
                said.append(line)
                progress.hear(line)
        finally:
            # After a Ctrl-C pip is still tidying up; nobody may touch .venv before it has ended.
            pip.wait()
            progress.close()
    if pip.returncode:
        print("  pip failed; the same command tries again. Its last words:")
        print("".join(f"    {line}" for line in presentable(said)[-12:]), end="")
    return pip.returncode == 0


def presentable(lines: list[str]) -> list[str]:
    """Leave out where this machine gets its packages from: that is its owner's business."""
    told = (
        line for line in lines if not line.startswith(("Looking in ", "Processing ", "WARNING: L"))
    )
    return [re.sub(r"\w+://\S+", "<address>", line) for line in told]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command takes it up again.")
