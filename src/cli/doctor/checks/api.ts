import { bad, Diagnosis, DoctorCheck, doubtful } from '../patient';

const NEEDED: readonly [string, string][] = [
  ['kubedb.com/v1', 'KubeDB'],
  ['appcatalog.appscode.com/v1alpha1', 'KubeDB'],
  ['core.kubestash.com/v1alpha1', 'KubeStash'],
  ['storage.kubestash.com/v1alpha1', 'KubeStash'],
  ['addons.kubestash.com/v1alpha1', 'KubeStash'],
];
const USEFUL: readonly [string, string][] = [
  ['archiver.kubedb.com/v1alpha1', 'without it no database can be taken back to a point in time'],
];

/** Whether the cluster knows the kinds of KubeDB and KubeStash, in the versions that are used. */
export const api: DoctorCheck = async ({ kubectl }) => {
  const known = new Set((await kubectl.text(['api-versions'])).split('\n').map(l => l.trim()));
  const missing = NEEDED.filter(([version]) => !known.has(version)).map(([version, product]): Diagnosis => bad('kinds-missing', {
    message: `the cluster does not know the kinds of ${product}`,
    value: version,
    remedy: `install ${product}, or upgrade it`,
  }));
  const useful = USEFUL.filter(([version]) => !known.has(version)).map(([version, why]) => doubtful('kinds-missing-for-some', {
    message: why, value: version, remedy: 'install the archiver of KubeDB where databases are backed up continuously',
  }));
  return [...missing, ...useful];
};
