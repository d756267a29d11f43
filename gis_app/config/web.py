"""gunicorn's settings. Threads, because most of a request is waiting for PostgreSQL; two processes, for what is not."""

import shutil

from gis_app.config import env, settings

bind = f"[{settings.BIND}]:{settings.PORT}" if ":" in settings.BIND else f"{settings.BIND}:{settings.PORT}"
worker_class = "gthread"
workers = 2
threads = 8
timeout = 120
graceful_timeout = 15
worker_tmp_dir = str(settings.HOME.run) if settings.HOME.run.is_dir() else None
control_socket_disable = True
certfile = str(settings.HOME.secrets / "tls-cert.pem") if settings.TLS_CERT else None
keyfile = str(settings.HOME.secrets / "tls-key.pem") if settings.TLS_KEY else None
forwarded_allow_ips = "*" if settings.BEHIND_PROXY else "127.0.0.1,::1"

# Each web process counts its answers into this folder; prometheus_client looks for it when it is imported.
counts = settings.HOME.run / "counts"
if settings.HOME.run.is_dir():
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(mode=0o700)
    env.tell_libraries("PROMETHEUS_MULTIPROC_DIR", str(counts))
