import { Cron } from 'cdk8s';
import { Backup } from '../../../src/backup';
import { PodOptions } from '../../../src/platform/pod-options';
import { basics, mssqlserver, postgres, problems } from '../harness';

const backups = (pod: PodOptions) => [Backup.logical({ ...basics(), pod }), Backup.continuous({ ...basics(), fullBackup: Cron.daily(), pod })];
const codes = (pod: PodOptions, facts = mssqlserver) => backups(pod).map(b => problems(b, facts).filter(code => code === 'root-refused'));

test('what runs as root is told where root is refused, of the pod or of its container', () => {
  for (const pod of [{ securityContext: { runAsNonRoot: true } }, { containerSecurityContext: { runAsNonRoot: true } }]) expect(codes(pod)).toEqual([['root-refused'], ['root-refused']]);
});

test('nothing is said where it may be root, is somebody else, or is left to the cluster', () => {
  const refused = { runAsNonRoot: true };
  const others = [{ runAsNonRoot: false }, { ...refused, runAsUser: 10001 }].map(securityContext => ({ securityContext }));
  for (const pod of [{}, ...others, { securityContext: refused, arbitraryUserIds: true }]) expect(codes(pod)).toEqual([[], []]);
});

test('other engines are not root', () => expect(codes({ securityContext: { runAsNonRoot: true } }, postgres)).toEqual([[], []]));
