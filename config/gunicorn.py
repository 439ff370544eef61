"""How gunicorn serves Milepost; every value can be set in the environment (see .env.example)."""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60  # seconds without a sign of life before a worker is replaced
graceful_timeout = 3 if "WELCOME" in os.environ else 30  # seconds for requests under way when told to stop
keepalive = 5  # seconds
max_requests = int(os.environ.get("WEB_MAX_REQUESTS", "0"))  # 0: a worker is never replaced for its age
max_requests_jitter = max_requests // 10
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  a heartbeat must not wait for a disk
control_socket_disable = True
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
accesslog = os.environ.get("ACCESS_LOG") or None
logger_class = "config.logs.ServerLogger"  # leaves out what would let a reader of the logs in


def post_worker_init(worker):
    """Greet whoever ran `make run`, now that pages are answered."""
    welcome = os.environ.get("WELCOME")
    if welcome and worker.age == 1:
        print(Path(welcome).read_text(encoding="utf-8"), flush=True)
