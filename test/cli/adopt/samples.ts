import { adopt, AdoptOptions, reportText } from '../../../src/cli/adopt';

/** Adopts files given by their texts. */
export function adopted(files: Record<string, string>, options: AdoptOptions = {}) {
  const result = adopt(Object.entries(files).map(([path, text]) => ({ path, text })), options);
  const code = result.files.find(f => f.path === 'main.ts')?.text ?? '';
  return { ...result, code, codes: result.report.findings.map(f => f.code), text: reportText(result.report) };
}

export const STORAGE = `
apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata: { name: backups, namespace: shop }
spec:
  storage: { provider: s3, s3: { bucket: backups, secretName: s3-credentials } }
  usagePolicy: { allowedNamespaces: { from: All } }
`;
export const RETENTION = `
apiVersion: storage.kubestash.com/v1alpha1
kind: RetentionPolicy
metadata: { name: a-week, namespace: shop }
spec: { maxRetentionPeriod: 7d, usagePolicy: { allowedNamespaces: { from: All } } }
`;

export function configuration(namespace: string, more = ''): string {
  return `
apiVersion: core.kubestash.com/v1alpha1
kind: BackupConfiguration
metadata: { name: orders, namespace: ${namespace} }
spec:
  target: { apiGroup: kubedb.com, kind: Postgres, name: orders, namespace: ${namespace} }
  backends:
    - name: s3
      storageRef: { name: backups, namespace: shop }
      retentionPolicy: { name: a-week, namespace: shop }
  sessions:
    - name: nightly
      scheduler: { schedule: "0 3 * * *", jobTemplate: { backoffLimit: 1 } }
      repositories: [{ name: orders, backend: s3, directory: /orders }]
      addon: { name: postgres-addon, tasks: [{ name: logical-backup }] }
${more}`;
}

export function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata:\n  key: ${data}\n`;
}
