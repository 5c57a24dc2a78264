"""Generates `services/averral/v1` from the protos beside this file. Run it after every change.

`python protos/generate.py [FOLDER]` writes the package into FOLDER, by default `services`.
`python protos/generate.py --baseline` also stores the descriptors as the last release, against which
the contract test refuses removed, renumbered or retyped fields; do that only when releasing.
"""  # noqa: INP001 -- a script beside the protos, not a package

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import grpc_tools
from grpc_tools import protoc

PROTOS = Path(__file__).resolve().parent
SERVICES = PROTOS.parent / "services"
BASELINE = PROTOS / "baseline.binpb"
PACKAGE_DOC = '"""Generated from `protos/` by `protos/generate.py`; never edited."""\n'


def sources() -> list[str]:
    """Paths of our protos, relative to the include root, sorted."""
    return sorted(str(path.relative_to(PROTOS)) for path in PROTOS.glob("averral/v1/*.proto"))


@contextmanager
def includes() -> Iterator[list[str]]:
    """Include options for our protos, Google's common ones and the well-known types."""
    spec = find_spec("google.rpc")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("googleapis-common-protos is not installed: run `make setup`")
    common = Path(next(iter(spec.submodule_search_locations))).parents[1]
    bundled = Path(grpc_tools.__file__).parent / "_proto"
    with TemporaryDirectory() as renamed:
        # The package ships this file under another name than the one its descriptor carries.
        target = Path(renamed, "google/longrunning/operations.proto")
        target.parent.mkdir(parents=True)
        shutil.copy(common / "google/longrunning/operations_proto.proto", target)
        yield [f"-I{folder}" for folder in (PROTOS, renamed, bundled, common)]


def run(*options: str) -> None:
    """Runs protoc on all our protos; ends the program if it reports an error."""
    with includes() as folders:
        code = protoc.main(["protoc", *folders, *options, *sources()])
    if code:
        raise SystemExit(code)


def generate(root: Path) -> None:
    """Writes the package `averral.v1` below `root`, in place of what was there."""
    package = root / "averral" / "v1"
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir(parents=True)
    run(f"--python_out={root}", f"--pyi_out={root}", f"--grpc_python_out={root}")
    for path in package.glob("*_pb2_grpc.py"):
        if "_service_" not in path.name:
            path.unlink()  # protoc writes an empty one for files without services
    (package / "__init__.py").write_text(PACKAGE_DOC, encoding="utf-8")


def describe(target: Path, *options: str) -> None:
    """Writes the descriptors of our protos to `target`, a serialized FileDescriptorSet."""
    run(f"--descriptor_set_out={target}", *options)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--baseline"]
    generate(Path(arguments[0]) if arguments else SERVICES)
    if "--baseline" in sys.argv:
        describe(BASELINE)
