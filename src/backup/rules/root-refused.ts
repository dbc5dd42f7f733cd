import { BackupSubject } from './subject';
import { EngineFacts } from '../../engines/facts';
import { visitFields } from '../../engines/spec';
import { rule } from '../../findings/finding';
import { Json } from '../../values/json';

/** Jobs that an engine's tool wants to run as root, where what is said of pods forbids root: the kubelet starts none of them. */
export const rootRefused = rule<BackupSubject>('root-refused', ({ plan, target: { facts, database } }) => (
  needsRoot(facts) && plan.objects.some(({ spec }) => hasRefusedRoot(spec)) ? [{
    message: `what backs ${database} up runs as root, as upstream's guides to ${facts.kind} have it, and runAsNonRoot refuses root`,
    value: 0,
    remedy: `let it: pods: { backup: { securityContext: { runAsNonRoot: false } } }; or say another user that can read the server's files (upstream's wizard restores as ${facts.jobs.wizardUser})`,
  }] : []
), 'backup.pod');

function needsRoot({ jobs: { backup } }: EngineFacts): boolean {
  return backup?.securityContext?.runAsUser === 0;
}

function hasRefusedRoot(spec: Json): boolean {
  let found = false;
  visitFields(spec, (_, { securityContext: pod, containerSecurityContext: container }: Json) => {
    const of = (key: string): unknown => container?.[key] ?? pod?.[key];
    found ||= of('runAsUser') === 0 && of('runAsNonRoot') === true;
    return found;
  });
  return found;
}
