// A running database taken back to a moment: halted, recovered beside itself, checked, resumed by itself (UI-2).
import java.util.List;

import cdk8s.kubestash.Backup;
import cdk8s.kubestash.BackupStorage;
import cdk8s.kubestash.Check;
import cdk8s.kubestash.ContinuousBackupOptions;
import cdk8s.kubestash.Engine;
import cdk8s.kubestash.NamespacedRef;
import cdk8s.kubestash.PointInTimeRestore;
import cdk8s.kubestash.RestorableDatabase;
import cdk8s.kubestash.Resume;
import cdk8s.kubestash.ResumeOptions;
import cdk8s.kubestash.S3BackendOptions;
import cdk8s.kubestash.SecretRef;
import cdk8s.kubestash.StorageBackend;
import cdk8s.kubestash.StorageRequest;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Cron;
import org.cdk8s.Size;

public class Undo {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());

        BackupStorage storage = BackupStorage.Builder.create(chart, "Storage")
            .backend(StorageBackend.s3(S3BackendOptions.builder()
                .bucket("backups")
                .region("eu-central-1")
                .secret(SecretRef.builder().name("s3-credentials").build())
                .build()))
            .build();
        RestorableDatabase orders = RestorableDatabase.Builder.create(chart, "Orders")
            .engine(Engine.POSTGRES)
            .version("17.5")
            .replicas(3)
            .storage(StorageRequest.builder().size(Size.gibibytes(50)).storageClassName("fast").build())
            .backup(Backup.continuous(ContinuousBackupOptions.builder()
                .storage(storage)
                .encryptionSecret(NamespacedRef.builder().name("restic").build())
                .fullBackup(Cron.daily())
                .build()))
            .build();

        // 08:31, somebody deleted orders: take the data back to 08:30.
        PointInTimeRestore.Builder.create(chart, "UndoDelete")
            .database(orders)
            .at("2026-11-20T08:30:00Z")
            .resume(Resume.automatic(ResumeOptions.builder()
                .checks(List.of(Check.count("orders")))
                .build()))
            .build();

        app.synth();
    }
}
