import { Readable } from 'stream';
import { parseAllDocuments } from 'yaml';
import { KUBECTL } from './cluster';
import { Identity, identity } from './control';
import { Manifest } from './objects';
import { Space } from './space';
import { main } from '../../../src/cli/main';
import { ROLES } from '../../../src/cli/roles';

/** What a command of the command line said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the command line with somebody's rights. */
export function cli(who: Pick<Identity, 'kubeconfig'>, ...argv: string[]): Promise<Said> {
  return cliUntil(who, () => false, ...argv);
}

/** The same, with Ctrl-C as soon as `interrupted` says so. */
export async function cliUntil(who: Pick<Identity, 'kubeconfig'>, interrupted: () => boolean | Promise<boolean>, ...argv: string[]): Promise<Said> {
  const written = { out: '', err: '' };
  const handlers: (() => void)[] = [];
  const timer = setInterval(async () => {
    if (await interrupted()) handlers[handlers.length - 1]?.();
  }, 50);
  try {
    const code = await main(argv, {
      stdin: Readable.from([]),
      stdout: { write: text => { written.out += text; } },
      stderr: { write: text => { written.err += text; } },
      env: { ...process.env, KUBECTL, KUBECONFIG: who.kubeconfig },
      now: () => new Date(),
      onInterrupt: handler => {
        handlers.push(handler);
        return () => void handlers.splice(handlers.lastIndexOf(handler), 1);
      },
    });
    return { code, ...written };
  } finally {
    clearInterval(timer);
  }
}

/** Somebody with some of the Roles that `cdk8s-kubestash help roles` prints, and no other rights. */
export async function personWith({ admin, namespace }: Space, ...roles: string[]): Promise<Identity> {
  const who = await identity(`person-with-${roles.length === 0 ? 'nothing' : roles.join('-')}-in-${namespace}`);
  const printed: Manifest[] = parseAllDocuments(ROLES).map(d => d.toJS());
  for (const name of roles) {
    const role = printed.find(r => r.metadata.name === name)!;
    const inCluster = role.kind === 'ClusterRole';
    const metadata = inCluster ? { name: `${name}-${namespace}` } : { name, namespace };
    if (await admin.find({ apiVersion: role.apiVersion, kind: role.kind, ...metadata }) === undefined) await admin.create({ ...role, metadata });
    await admin.create({
      apiVersion: role.apiVersion,
      kind: `${role.kind}Binding`,
      metadata: { ...metadata, name: `${who.name}-${name}` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role.kind, name: metadata.name },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: who.name }],
    } as Manifest);
  }
  return who;
}
