"""What stands under deploy/ names only commands, settings, ports, files and volumes that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from averral.cli.app import app
from averral.cli.roles import _SETTINGS, Role
from averral.runtime.settings import QueueSettings, WorkerSettings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
KUBERNETES = DEPLOY / "kubernetes"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
README = (DEPLOY / "README.md").read_text(encoding="utf-8")

KNOWN = {
    f"AVERRAL_{name.upper()}" for role in (*_SETTINGS.values(), WorkerSettings) for name in role.model_fields
}
PORTS = {role: settings.model_fields["port"].default for role, settings in _SETTINGS.items()}
OBJECTS = [
    each
    for path in sorted(KUBERNETES.glob("*.yaml"))
    for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
WORKLOADS = [each for each in OBJECTS if each["kind"] in ("Deployment", "StatefulSet")]
SERVICES = {each["metadata"]["name"]: each["spec"] for each in OBJECTS if each["kind"] == "Service"}
#: What the Compose specification allows in a service, as far as we use it.
COMPOSE_KEYS = {
    *("image", "build", "command", "environment", "volumes", "ports", "depends_on", "restart", "read_only"),
    *("tmpfs", "healthcheck"),
}
OURS = {name: each for name, each in COMPOSE["services"].items() if each["image"] == "averral"}


def role_of(command: list[str]) -> Role | None:
    """The role that the arguments start; None for a worker."""
    assert command[0] in get_command(app).commands
    if command == ["work"]:
        return None
    assert command[0] == "serve"
    return Role(command[1])


def check_address(name: str, target: str, hosts: set[str]) -> None:
    """An address setting leads to the service it is about."""
    role = name.removeprefix("AVERRAL_").removesuffix("_ADDRESS").lower()
    assert target.removeprefix("dns:///") == f"{role}:{PORTS[Role(role)]}"
    assert role in hosts


def check_all_roles_run(roles: list[Role | None]) -> None:
    assert sorted(roles, key=str) == sorted([*Role, None], key=str)


def needs_redis(role: Role | None) -> bool:
    return issubclass(_SETTINGS[role] if role else WorkerSettings, QueueSettings)


def test_the_image_is_built_of_what_there_is_and_does_not_run_as_root():
    sources = [line.split()[1:-1] for line in re.findall(r"^COPY (?!--).*", DOCKERFILE, re.MULTILINE)]
    assert sources
    assert [name for names in sources for name in names if not (ROOT / name).exists()] == []
    assert set(re.findall(r"AVERRAL_\w+", DOCKERFILE)) <= KNOWN
    assert re.search(r"^USER 10001$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.index("USER 10001") < DOCKERFILE.index('ENTRYPOINT ["averral"]')
    extra = re.search(r"'\.\[(\w+)\]'", DOCKERFILE)
    assert extra
    assert f"\n{extra[1]} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_compose_starts_every_role_once_and_a_worker():
    check_all_roles_run([role_of(each["command"]) for each in OURS.values()])


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_compose_service_names_what_exists(name):
    service = COMPOSE["services"][name]
    assert set(service) <= COMPOSE_KEYS
    assert set(service.get("depends_on", ())) <= set(COMPOSE["services"])
    for volume in service.get("volumes", ()):
        assert volume.split(":")[0] in COMPOSE["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_a_compose_service_of_ours_has_known_settings_and_its_role_s_port(name):
    service = OURS[name]
    settings = service["environment"]
    assert set(settings) <= KNOWN
    for setting, value in settings.items():
        if setting.endswith("_ADDRESS"):
            check_address(setting, value, set(COMPOSE["services"]))
    assert settings["AVERRAL_REDIS_URL"] == "redis://redis:6379/0"
    role = role_of(service["command"])
    for port in service.get("ports", ()):
        assert port == f"127.0.0.1:{PORTS[role]}:{PORTS[role]}", "open to this machine only"
    if role in (Role.MATCHING, Role.VERIFICATION, Role.GATEWAY):
        assert service["volumes"] == [f"{name}:/data"], "what it keeps must outlive the container"


def test_kustomize_lists_every_manifest():
    (listing,) = [each for each in OBJECTS if each["kind"] == "Kustomization"]
    found = {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(listing["resources"]) == found


def container_of(workload: dict) -> dict:
    (container,) = workload["spec"]["template"]["spec"]["containers"]
    return container


def test_kubernetes_runs_every_role_and_workers():
    check_all_roles_run([role_of(container_of(each)["args"]) for each in WORKLOADS])


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda each: each["metadata"]["name"])
def test_a_workload_fits_its_service_its_ports_and_its_settings(workload):
    name, spec = workload["metadata"]["name"], workload["spec"]
    container, role = container_of(workload), role_of(container_of(workload)["args"])
    labels = spec["template"]["metadata"]["labels"]
    assert spec["selector"]["matchLabels"] == labels
    environment = {each["name"] for each in container.get("env", ())}
    assert environment <= KNOWN
    assert ("AVERRAL_REDIS_URL" in environment) == needs_redis(role)
    configured = {each["metadata"]["name"] for each in OBJECTS if each["kind"] == "ConfigMap"}
    assert {each["configMapRef"]["name"] for each in container["envFrom"]} <= configured
    if role is None:
        return
    service, port = SERVICES[name], PORTS[role]
    assert service["selector"] == labels
    assert [each["port"] for each in service["ports"]] == [port]
    assert [each["containerPort"] for each in container["ports"]] == [port]
    for probe in ("readinessProbe", "livenessProbe"):
        (way,) = {"grpc", "httpGet"} & set(container[probe])
        assert container[probe][way]["port"] == port
    if spec["replicas"] > 1:
        assert service["clusterIP"] == "None", "gRPC balances over addresses, not over one virtual one"


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda each: each["metadata"]["name"])
def test_a_workload_is_locked_down_and_keeps_what_it_owns(workload):
    pod, container = workload["spec"]["template"]["spec"], container_of(workload)
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert container["resources"]["limits"]["memory"]
    claims = {each["metadata"]["name"] for each in workload["spec"].get("volumeClaimTemplates", ())}
    volumes = claims | {each["name"] for each in pod.get("volumes", ())}
    mounts = {each["name"]: each["mountPath"] for each in container["volumeMounts"]}
    assert set(mounts) == volumes
    assert "/data" in mounts.values()
    owns = role_of(container["args"]) in (Role.MATCHING, Role.VERIFICATION, Role.GATEWAY)
    assert bool(claims) == owns == (workload["kind"] == "StatefulSet")
    if owns:
        assert workload["spec"]["replicas"] == 1, "it owns its SQLite file"


def test_the_cluster_s_settings_lead_to_its_services():
    (settings,) = [each for each in OBJECTS if each["kind"] == "ConfigMap"]
    assert set(settings["data"]) <= KNOWN
    for name, target in settings["data"].items():
        check_address(name, target, set(SERVICES))
    # Kubernetes would set AVERRAL_PORT in every pod for a service of this name.
    assert "averral" not in SERVICES


def test_the_guide_names_what_exists():
    assert [
        name for name in re.findall(r"`?(deploy/[\w./-]+\w)`?", README) if not (ROOT / name).exists()
    ] == []
    assert set(re.findall(r"AVERRAL_\w+", README)) <= KNOWN
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", README):
        assert f"\n{target}:" in makefile
