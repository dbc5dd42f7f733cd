import { LABEL, OWNER, SERVICE_NOTE } from '../../../protocol/names';
import { KINDS } from '../../cluster/kinds';
import { ClusterObject } from '../../cluster/objects';
import { Diagnosis, DoctorCheck, bad, doubtful } from '../patient';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Settings of GitOps tools that would fight a run. */
export const gitops: DoctorCheck = async patient => {
  const [applications, kustomizations, services] = await Promise.all([
    patient.list(KINDS.application, true),
    patient.list(KINDS.kustomization, true),
    patient.list(KINDS.service),
  ]);
  const managed = services.filter(s => s.metadata.labels?.[LABEL.service] === 'client');
  const namespaces = new Set(managed.map(s => s.metadata.namespace));
  return [
    ...applications.filter(a => namespaces.has(a.spec?.destination?.namespace)).flatMap(argoCd),
    ...kustomizations.filter(k => k.spec?.force === true && (k.spec.targetNamespace === undefined || namespaces.has(k.spec.targetNamespace))).map(k => doubtful('flux-forces', {
      message: 'Flux recreates what it cannot change (spec.force): a client Service made anew has no selector until the run or a person opens it',
      remedy: 'set spec.force to false',
    }, `Kustomization ${k.metadata.namespace}/${k.metadata.name}`)),
    ...managed.filter(s => gitOwnsSelector(s) && s.metadata.annotations?.[SERVICE_NOTE.epoch] !== undefined).map(s => bad('selector-in-git', {
      message: 'what was applied last to the client Service holds a selector: the next sync opens a database that is halted, or closes one that serves',
      remedy: 'kustomize adds one with commonLabels and includeSelectors: use labels without includeSelectors; else declare it with Traffic.managed() (no selector in Git), or leave opening to Git with Traffic.declared(…)',
    }, `Service ${s.metadata.namespace}/${s.metadata.name}`)),
  ];
};

function argoCd({ metadata, spec }: ClusterObject): Diagnosis[] {
  const about = `Application ${metadata.namespace}/${metadata.name}`;
  const options: string[] = spec.syncPolicy?.syncOptions ?? [];
  const replaces = options.filter(o => ['Replace=true', 'Force=true'].includes(o));
  const keeps = options.includes('RespectIgnoreDifferences=true') && (spec.ignoreDifferences ?? []).some(ignoresSelectors);
  return [
    ...(replaces.length === 0 ? [] : [bad('argocd-replaces', {
      message: 'Argo CD replaces objects instead of applying them: a sync wipes the selector of the client Services, which keep the endpoints that they had, and fails because of the Jobs',
      value: replaces.join(', '),
      remedy: 'take it out of spec.syncPolicy.syncOptions, and give it to the objects that need it by the annotation argocd.argoproj.io/sync-options',
    }, about)]),
    ...(keeps ? [bad('argocd-keeps-selectors', {
      message: 'Argo CD applies the selector of client Services as it was when a sync began: what is halted meanwhile is opened again',
      value: 'RespectIgnoreDifferences=true',
      remedy: 'take selectors of Services out of spec.ignoreDifferences: they are not in Git, and so no difference',
    }, about)] : []),
  ];
}

/** Of Services, what they select, or all that they are. */
function ignoresSelectors({ kind, jsonPointers = [], jqPathExpressions = [] }: any): boolean {
  return ['Service', '*'].includes(kind) && [...jsonPointers, ...jqPathExpressions].some((path: string) => /^[/.]?(spec)?$|^[/.]spec[/.[]*"?selector/.test(path));
}

/** What was applied last, by the client or by the server, says something about the selector. */
function gitOwnsSelector({ metadata }: ClusterObject): boolean {
  const owners: any[] = metadata.managedFields ?? [];
  if (owners.some(o => o.operation === 'Apply' && o.manager !== OWNER && o.fieldsV1?.['f:spec']?.['f:selector'] !== undefined)) return true;
  try {
    return JSON.parse(metadata.annotations?.[LAST_APPLIED] ?? '{}').spec?.selector !== undefined;
  } catch {
    return false;
  }
}
