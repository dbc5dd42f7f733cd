// A running database taken back to a moment: halted, recovered beside itself, checked, resumed by itself (UI-2).
package main

import (
	"example.com/cdk8s-kubestash-go/cdk8skubestash"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})

	storage := cdk8skubestash.NewBackupStorage(chart, jsii.String("Storage"), &cdk8skubestash.BackupStorageProps{
		Backend: cdk8skubestash.StorageBackend_S3(&cdk8skubestash.S3BackendOptions{
			Bucket: jsii.String("backups"),
			Region: jsii.String("eu-central-1"),
			Secret: &cdk8skubestash.SecretRef{Name: jsii.String("s3-credentials")},
		}),
	})
	orders := cdk8skubestash.NewRestorableDatabase(chart, jsii.String("Orders"), &cdk8skubestash.RestorableDatabaseProps{
		Engine:   cdk8skubestash.Engine_POSTGRES(),
		Version:  jsii.String("17.5"),
		Replicas: jsii.Number(3),
		Storage: &cdk8skubestash.StorageRequest{
			Size:             cdk8s.Size_Gibibytes(jsii.Number(50)),
			StorageClassName: jsii.String("fast"),
		},
		Backup: cdk8skubestash.Backup_Continuous(&cdk8skubestash.ContinuousBackupOptions{
			Storage:          storage,
			EncryptionSecret: &cdk8skubestash.NamespacedRef{Name: jsii.String("restic")},
			FullBackup:       cdk8s.Cron_Daily(),
		}),
	})

	// 08:31, somebody deleted orders: take the data back to 08:30.
	cdk8skubestash.NewPointInTimeRestore(chart, jsii.String("UndoDelete"), &cdk8skubestash.PointInTimeRestoreProps{
		Database: orders,
		At:       jsii.String("2026-11-20T08:30:00Z"),
		Resume: cdk8skubestash.Resume_Automatic(&cdk8skubestash.ResumeOptions{
			Checks: &[]cdk8skubestash.Check{
				cdk8skubestash.Check_Count(jsii.String("orders"), nil),
			},
		}),
	})

	app.Synth()
}
