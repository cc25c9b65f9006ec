"""Whether the key is its owner's alone, the disk has room, and backups come."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.doctor.finding import Finding
from bot.settings import Settings
from services.store.backup import keeping

OTHERS = 0o077
ROOM = 1_000_000_000  # bytes
MEGABYTE = 1_000_000
OLD = timedelta(hours=36)  # a daily backup has failed
MOUNTS = Path("/proc/mounts")
OVER_THE_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "9p"),
    *("fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"),
}


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at the files that the settings name."""
    yield from key(settings)
    yield from network(settings)
    folders = [settings.data_dir, *([settings.backup_dir] if settings.backup_dir else [])]
    for folder in folders:
        yield from room(folder)
    if settings.backup_dir or settings.backups.exists():
        yield from backups(settings.backups, now)


def key(settings: Settings) -> Iterator[Finding]:
    """Look who may read the key's file, where it is used."""
    file = settings.key_file
    if not settings.data_key and file.exists() and file.stat().st_mode & OTHERS:
        yield Finding("key_readable", {"path": str(file)})


def network(settings: Settings) -> Iterator[Finding]:
    """Look where SQLite's file is: its locks do not hold over a network."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and MOUNTS.exists():
        kind = filesystem(Path(str(url.database)).resolve(), MOUNTS.read_text("utf-8"))
        if kind in OVER_THE_NETWORK:
            yield Finding("network_filesystem", {"kind": kind})


def filesystem(path: Path, mounts: str) -> str:
    """Return the kind of file system that the path is on, by /proc/mounts; "" if not known."""
    mounted = {}
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split()
        mounted[Path(point.replace("\\040", " "))] = kind
    return next((mounted[one] for one in (path, *path.parents) if one in mounted), "")


def room(folder: Path) -> Iterator[Finding]:
    """Look whether the folder's disk has room."""
    if folder.exists() and (free := shutil.disk_usage(folder).free) < ROOM:
        yield Finding("disk_full", {"path": str(folder), "free": free // MEGABYTE})


def backups(folder: Path, now: datetime) -> Iterator[Finding]:
    """Look how old the latest backup is."""
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    made = [at for at in map(keeping.made_at, names) if at]
    if not made:
        yield Finding("no_backup", {"path": str(folder)})
    elif (age := now.replace(tzinfo=None) - max(made)) > OLD:
        yield Finding("old_backup", {"path": str(folder), "hours": age // timedelta(hours=1)})
