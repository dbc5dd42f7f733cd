import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { KINDS } from './kinds';
import { PLAIN } from './plain-objects';
import { Props, propsOf } from './props';
import {
  Backup, Check, Database, ExistingDatabase, GitOps, Platform, PointInTimeRestore, RestorableDatabase, RestorePoint, RestoreProcess, Resume,
  SafetyBackup, Snapshot, SnapshotClone, SnapshotRestore, Traffic,
} from '../../src';
import { Shop } from '../support/shop';

/** What an app of these tests consists of; every choice is one that a careful person makes. */
export interface World {
  readonly kind: string;
  readonly version: number;
  readonly backup: 'none' | 'logical' | 'continuous' | 'both';
  readonly target: 'none' | 'moment' | 'snapshot' | 'clone' | 'overwrite' | 'init' | 'twice' | 'imported';
  readonly gitOps: 'none' | 'argocd' | 'flux' | 'both';
  readonly platform: 'none' | 'mirror' | 'pods';
  readonly plain: string;
  readonly declared: boolean;
  readonly settled: boolean;
  readonly tls: boolean;
  readonly labelled: boolean;
}

/** Worlds of all engines, topologies, methods and targets. */
export const worlds: fc.Arbitrary<World> = fc.record({
  kind: fc.constantFrom(...Object.keys(KINDS)),
  version: fc.nat(100),
  backup: fc.constantFrom('none', 'logical', 'continuous', 'both'),
  target: fc.constantFrom('none', 'moment', 'snapshot', 'clone', 'overwrite', 'init', 'twice', 'imported'),
  gitOps: fc.constantFrom('none', 'argocd', 'flux', 'both'),
  platform: fc.constantFrom('none', 'mirror', 'pods'),
  plain: fc.constantFrom('none', ...Object.keys(PLAIN)),
  declared: fc.boolean(),
  settled: fc.boolean(),
  tls: fc.boolean(),
  labelled: fc.boolean(),
});

/** What an engine does not have, nobody asks for. */
function careful(world: World): World {
  const { engine, isAlone } = KINDS[world.kind];
  const { archiver, key, init, logicalRestore } = engine()._facts;
  const isArchived = archiver !== undefined && isAlone !== true;
  const backup = isArchived ? world.backup : 'logical';
  switch (world.target) {
    case 'moment': return isArchived ? { ...world, backup: 'both' } : careful({ ...world, backup, target: 'snapshot' });
    case 'overwrite': return key === 'etcd' ? careful({ ...world, backup, target: 'snapshot' }) : { ...world, backup };
    // What is written over a running database cannot be different.
    case 'snapshot': case 'imported': case 'twice': return { ...world, backup, labelled: world.labelled && init && logicalRestore === 'whole' };
    default: return { ...world, backup };
  }
}

/** Makes an app; `change` may spoil what is passed. */
export function build(any: World, change: (props: Props) => void = () => undefined): Shop {
  const world = careful(any);
  const shop = new Shop();
  const scope = new Construct(shop.chart, 'Part');
  const props = propsOf(world, shop);
  change(props);
  if ('platform' in props) Platform.of(shop.app).use(props.platform!);
  const tools = [...('argocd' in props ? [GitOps.argoCd(props.argocd)] : []), ...('flux' in props ? [GitOps.flux(props.flux)] : [])];
  if (tools.length > 0) GitOps.use(scope, GitOps.combined(...tools));
  // Of a group that is no text, cdk8s makes no object.
  if (props.plain !== undefined && typeof props.plain.apiVersion === 'string') new ApiObject(scope, 'Plain', props.plain as any);
  const backups = [
    ...('logical' in props ? [Backup.logical(props.logical as any)] : []),
    ...(world.backup === 'continuous' || world.backup === 'both' ? [shop.continuous] : []),
  ];
  const backup = backups.length > 0 ? { backup: Backup.combined(...backups) } : {};
  const traffic = world.declared ? { traffic: Traffic.declared({ open: false }) } : {};
  const database: Database = 'manifest' in props
    ? ExistingDatabase.fromManifest(scope, 'Orders', props.manifest, { ...backup, ...traffic })
    : new RestorableDatabase(scope, 'Orders', { ...props.database, ...backup });
  const resume = 'check' in props ? { resume: Resume.manual({ checks: [Check.command(props.check as any)] }) } : {};
  const snapshot = (): Snapshot => Snapshot.fromAttributes('orders-logical-1795424400', props.snapshot as any);
  const restore = { database, ...resume, ...props.restore } as any;
  switch (world.target) {
    case 'moment': new PointInTimeRestore(scope, 'Undo', restore); break;
    case 'snapshot': case 'imported': new SnapshotRestore(scope, 'Back', { snapshot: snapshot(), ...restore }); break;
    case 'overwrite': new SnapshotRestore(scope, 'Back', { snapshot: snapshot(), process: RestoreProcess.OVERWRITE, safetyBackup: SafetyBackup.none('a copy'), ...restore }); break;
    case 'clone': new SnapshotClone(scope, 'Clone', { snapshot: snapshot(), like: database, ...props.restore } as any); break;
    case 'init': new RestorableDatabase(scope, 'Copy', { init: RestorePoint.snapshot(snapshot()), like: database, ...props.restore } as any); break;
    case 'twice': {
      const { restored } = new SnapshotRestore(scope, 'Back', { snapshot: snapshot(), ...restore });
      const second = Snapshot.fromAttributes('orders-logical-1795510800', { ...propsOf(world, shop).snapshot, time: '2026-11-21T08:30:00Z' } as any);
      new SnapshotRestore(scope, 'Again', { snapshot: second, database: restored, retirePrevious: true });
      break;
    }
    case 'none': break;
  }
  return shop;
}
