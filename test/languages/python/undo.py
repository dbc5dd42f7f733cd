# A running database taken back to a moment: halted, recovered beside itself, checked, resumed by itself (UI-2).
from cdk8s import App, Chart, Cron, Size
from cdk8s_kubestash import (
    Backup, BackupStorage, Check, Engine, NamespacedRef, PointInTimeRestore, RestorableDatabase, Resume, SecretRef,
    StorageBackend, StorageRequest,
)

app = App()
chart = Chart(app, "shop", namespace="shop")

storage = BackupStorage(
    chart, "Storage",
    backend=StorageBackend.s3(bucket="backups", region="eu-central-1", secret=SecretRef(name="s3-credentials")),
)
orders = RestorableDatabase(
    chart, "Orders",
    engine=Engine.POSTGRES,
    version="17.5",
    replicas=3,
    storage=StorageRequest(size=Size.gibibytes(50), storage_class_name="fast"),
    backup=Backup.continuous(storage=storage, encryption_secret=NamespacedRef(name="restic"), full_backup=Cron.daily()),
)

# 08:31, somebody deleted orders: take the data back to 08:30.
PointInTimeRestore(
    chart, "UndoDelete",
    database=orders,
    at="2026-11-20T08:30:00Z",
    resume=Resume.automatic(checks=[Check.count("orders")]),
)

app.synth()
