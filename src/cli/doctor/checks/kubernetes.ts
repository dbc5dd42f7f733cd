import { bad, DoctorCheck } from '../patient';

/** What runs use of Kubernetes: `podReplacementPolicy` and `podFailurePolicy` of Jobs. */
const OLDEST = 29;

/** Whether Kubernetes is young enough. */
export const kubernetes: DoctorCheck = async ({ kubectl }) => {
  const { serverVersion } = JSON.parse(await kubectl.text(['version', '-o', 'json']));
  const minor = Number(/^v1\.(\d+)/.exec(serverVersion?.gitVersion ?? '')?.[1]);
  if (Number.isNaN(minor) || minor >= OLDEST) return [];
  return [bad('kubernetes-too-old', {
    message: 'this Kubernetes does not know how Jobs of restore runs are to fail and be replaced',
    value: serverVersion.gitVersion,
    allowed: `1.${OLDEST} and later`,
    remedy: 'upgrade the cluster',
  })];
};
