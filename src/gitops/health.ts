import { GIT_NOTE } from './git-notes';
import {
  BACKUP_CONFIGURATION_LUA, BACKUP_SESSION_LUA, BACKUP_STORAGE_LUA, DATABASE_LUA, RESTORE_SESSION_LUA,
} from './health-lua';
import { SERVICE_CURRENT, SERVICE_LUA } from './health-service';
import { ENGINES } from '../engines/registry';

/** How the health of one kind is told. */
interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  /** For Argo CD. */
  readonly lua: string;
  /** For Flux, in CEL: over and well. */
  readonly current: string;
  /** For Flux, in CEL: over and not well. */
  readonly failed?: string;
}

const CORE = 'core.kubestash.com/v1alpha1';
const STORAGE = 'storage.kubestash.com/v1alpha1';

const KUBESTASH: readonly HealthCheck[] = [
  { apiVersion: CORE, kind: 'RestoreSession', lua: RESTORE_SESSION_LUA, current: is('Succeeded'), failed: is('Failed', 'Invalid', 'Unknown') },
  { apiVersion: CORE, kind: 'BackupSession', lua: BACKUP_SESSION_LUA, current: is('Succeeded', 'Skipped'), failed: is('Failed') },
  { apiVersion: CORE, kind: 'BackupConfiguration', lua: BACKUP_CONFIGURATION_LUA, current: is('Ready'), failed: is('Invalid') },
  { apiVersion: CORE, kind: 'BackupBatch', lua: BACKUP_CONFIGURATION_LUA, current: is('Ready'), failed: is('Invalid') },
  { apiVersion: STORAGE, kind: 'BackupStorage', lua: BACKUP_STORAGE_LUA, current: is('Ready') },
];

/** A database that failed to be restored never gets ready by itself; one that is merely not ready may. */
const RESTORE_FAILED = "has(status.conditions) && status.conditions.exists(c, c.type == 'DataRestored' && c.status == 'False')";

/** What a restore in the code has left behind serves nobody: how it is does not matter any more. */
const FOLLOWED = `has(metadata.annotations) && '${GIT_NOTE.followedBy}' in metadata.annotations`;

const SERVICE: HealthCheck = { apiVersion: 'v1', kind: 'Service', lua: SERVICE_LUA, current: SERVICE_CURRENT };

/**
 * How GitOps tools tell whether KubeStash and KubeDB objects are well. Neither Argo CD nor Flux knows these kinds: without
 * these texts a restore counts as done as soon as it is applied.
 *
 * Restore runs are Jobs, which both know.
 *
 * @example
 *
 * import { ApiObject, App, Chart } from 'cdk8s';
 * import { Health } from 'cdk8s-kubestash';
 *
 * const chart = new Chart(new App(), 'argocd', { namespace: 'argocd' });
 * new ApiObject(chart, 'Settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm' }, data: Health.argoCdEntries() });
 */
export class Health {
  /** A patch of Argo CD's ConfigMap `argocd-cm`, as YAML: `kubectl patch -n argocd configmap argocd-cm --patch-file …`. */
  public static argoCd(): string {
    const entries = Object.entries(Health.argoCdEntries()).map(([key, lua]) => `  ${key}: |\n${indented(lua, 4)}`);
    return `data:\n${entries.join('')}`;
  }

  /** The same as entries of the ConfigMap, for those who render it: key and Lua. */
  public static argoCdEntries(): { [key: string]: string } {
    return Object.fromEntries(allChecks().map(c => [`resource.customizations.health.${groupOf(c)}${c.kind}`, c.lua]));
  }

  /** `healthCheckExprs` for the `spec` of a Flux Kustomization, as YAML. They count with `wait: true`. */
  public static flux(): string {
    const entries = allChecks().map(c => [
      `  - apiVersion: ${c.apiVersion}`,
      `    kind: ${c.kind}`,
      ...(c.failed === undefined ? [] : [`    failed: ${quoted(c.failed)}`]),
      `    current: ${quoted(c.current)}`,
    ].join('\n'));
    return `healthCheckExprs:\n${entries.join('\n')}\n`;
  }

  private constructor() {}
}

function allChecks(): HealthCheck[] {
  const kinds = new Map(ENGINES.map(e => [e.kind, e.apiVersion as string]));
  kinds.set('RedisSentinel', 'kubedb.com/v1');
  const databases = [...kinds].map(([kind, apiVersion]): HealthCheck => (
    { apiVersion, kind, lua: DATABASE_LUA, current: `(${FOLLOWED}) || (${is('Ready', 'Halted')})`, failed: `!(${FOLLOWED}) && ${RESTORE_FAILED}` }
  ));
  return [SERVICE, ...KUBESTASH, ...databases];
}

/** As Argo CD names it: nothing for the kinds of Kubernetes' core. */
function groupOf({ apiVersion }: HealthCheck): string {
  return apiVersion.includes('/') ? `${apiVersion.split('/')[0]}_` : '';
}

function is(...phases: string[]): string {
  const test = phases.length === 1 ? `== '${phases[0]}'` : `in [${phases.map(p => `'${p}'`).join(', ')}]`;
  return `has(status.phase) && status.phase ${test}`;
}

function indented(text: string, by: number): string {
  return text.split('\n').map(line => (line === '' ? '' : ' '.repeat(by) + line)).join('\n');
}

function quoted(text: string): string {
  return `"${text}"`;
}
