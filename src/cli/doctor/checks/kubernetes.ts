import { plain } from '../../../protocol/text';
import { bad, DoctorCheck } from '../patient';

/** What the pods of runs need: init containers that go on beside the others (native sidecars). */
const OLDEST = 29;

/** Whether Kubernetes is young enough. */
export const kubernetes: DoctorCheck = async ({ kubectl }) => {
  const { serverVersion } = JSON.parse(await kubectl.text(['version', '-o', 'json']));
  const minor = Number(/^v1\.(\d+)/.exec(serverVersion?.gitVersion ?? '')?.[1]);
  if (Number.isNaN(minor) || minor >= OLDEST) return [];
  return [bad('kubernetes-too-old', {
    message: 'this Kubernetes does not know init containers with a restartPolicy, which the pods of restore runs have',
    value: plain(serverVersion.gitVersion),
    allowed: `1.${OLDEST} and later`,
    remedy: 'upgrade the cluster',
  })];
};
