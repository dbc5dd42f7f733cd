// A running database taken back to a moment: halted, recovered beside itself, checked, resumed by itself (UI-2).
using Cdk8sKubestash;
using Org.Cdk8s;

var app = new App();
var chart = new Chart(app, "shop", new ChartProps { Namespace = "shop" });

var storage = new BackupStorage(chart, "Storage", new BackupStorageProps
{
    Backend = StorageBackend.S3(new S3BackendOptions
    {
        Bucket = "backups",
        Region = "eu-central-1",
        Secret = new SecretRef { Name = "s3-credentials" },
    }),
});
var orders = new RestorableDatabase(chart, "Orders", new RestorableDatabaseProps
{
    Engine = Engine.POSTGRES,
    Version = "17.5",
    Replicas = 3,
    Storage = new StorageRequest { Size = Size.Gibibytes(50), StorageClassName = "fast" },
    Backup = Backup.Continuous(new ContinuousBackupOptions
    {
        Storage = storage,
        EncryptionSecret = new NamespacedRef { Name = "restic" },
        FullBackup = Cron.Daily(),
    }),
});

// 08:31, somebody deleted orders: take the data back to 08:30.
new PointInTimeRestore(chart, "UndoDelete", new PointInTimeRestoreProps
{
    Database = orders,
    At = "2026-11-20T08:30:00Z",
    Resume = Resume.Automatic(new ResumeOptions
    {
        Checks = new[] { Check.Count("orders") },
    }),
});

app.Synth();
