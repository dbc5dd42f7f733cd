import { Size } from 'cdk8s';
import { BackupMethod, makeupOf, usualComponents } from './method';
import { Snapshot } from './snapshot';
import { Engine } from '../engines/engine';

/**
 * The line of TypeScript that pins a Snapshot. What follows from the rest is left out.
 *
 * @param snapshot what to pin
 * @param engine code of the engine, where it is no constant
 */
export function snapshotToCode(snapshot: Snapshot, engine = engineToCode(snapshot)): string {
  const { method, namespace, encryptionSecret: secret, components, withManifest } = snapshot;
  const method_ = Object.entries(BackupMethod).find(([, value]) => value === method)![0];
  const usual = usualComponents(method, withManifest);
  const isUsual = [...components].sort().join() === [...usual].sort().join();
  const implied = !isUsual && makeupOf(components.map(name => ({ name }))).withManifest;
  const facts: [string, string | undefined][] = [
    ['method', `BackupMethod.${method_}`],
    ['engine', engine],
    ['version', quote(snapshot.version)],
    ['namespace', quote(namespace)],
    ['repository', quote(snapshot.repository)],
    ['database', quote(snapshot.database)],
    ['databaseNamespace', snapshot.databaseNamespace === namespace ? undefined : quote(snapshot.databaseNamespace)],
    ['time', quote(snapshot.time)],
    ['size', snapshot.size?.toString()],
    ['volumeSize', sizeToCode(snapshot.volumeSize)],
    ['components', isUsual ? undefined : `[${components.map(quote).join(', ')}]`],
    ['withManifest', withManifest === implied ? undefined : String(withManifest)],
    ['encryptionSecret', secret && `{ name: ${quote(secret.name)}${secret.namespace === undefined ? '' : `, namespace: ${quote(secret.namespace)}`} }`],
    ['session', quote(snapshot.session)],
    ['phase', snapshot.phase === 'Succeeded' ? undefined : quote(snapshot.phase)],
  ];
  const printed = facts.filter(([, code]) => code !== undefined).map(([fact, code]) => `${fact}: ${code}`).join(', ');
  return `Snapshot.fromAttributes(${quote(snapshot.name)}, { ${printed} })`;
}

/** `Engine.POSTGRES`, or the factory with its references left to whoever pastes it. */
function engineToCode({ engine }: Snapshot): string {
  const constant = Engine._constantName(engine._facts);
  return `Engine.${constant ?? `${engine.key}({ /* as the database has it */ })`}`;
}

function sizeToCode(size: Size | undefined): string | undefined {
  if (size === undefined) return undefined;
  const kibibytes = size.toKibibytes();
  const [factory, unit] = ([['tebibytes', 2 ** 30], ['gibibytes', 2 ** 20], ['mebibytes', 2 ** 10]] as const)
    .find(([, u]) => kibibytes % u === 0) ?? ['kibibytes', 1] as const;
  return `Size.${factory}(${kibibytes / unit})`;
}

function quote(text: string): string;
function quote(text: string | undefined): string | undefined;
function quote(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
