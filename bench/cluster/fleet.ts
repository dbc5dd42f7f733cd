import { setMaxListeners } from 'events';
import { readFileSync } from 'fs';
import { Member } from './member';
import { continuous, postgres, restic, RestorePoint, storageOf } from '../../test/conformance/harness/apps';
import { adminToken, cluster } from '../../test/conformance/harness/cluster';
import { behave } from '../../test/conformance/harness/control';
import { eventually, pause } from '../../test/conformance/harness/eventually';
import { AT } from '../../test/conformance/harness/flows';
import { Manifest } from '../../test/conformance/harness/objects';
import { pool } from '../../test/conformance/harness/pool';
import { parseRecord } from '../../test/conformance/harness/record';
import { Space } from '../../test/conformance/harness/space';
import { synth } from '../../test/conformance/harness/synth';
import { Engine } from 'cdk8s-kubestash';

/** Needed by pods alone: the agents of a fleet are in one process, with the rights of an administrator. */
const OF_PODS = ['ConfigMap', 'ServiceAccount', 'Role', 'RoleBinding'];

/** Objects that are created, and agents that are begun, at a time. */
const WIDTH = 16;

/** What runs that wait asked of the API server. */
export interface Fleet {
  readonly runs: number;
  /** For which they were watched. */
  readonly seconds: number;
  readonly perSecond: number;
  /** A run's calls in a minute: on average, and of the one with the most. */
  readonly perMinute: number;
  readonly most: number;
}

/** So many runs that wait at once, each for a recovery that never ends. */
export async function fleet(space: Space, runs: number, seconds: number): Promise<Fleet> {
  await behave(space.namespace, { operatorDown: true });
  const objects = databases(space.namespace, runs);
  const needed = objects.filter(o => !OF_PODS.includes(o.kind)).map(withoutPods);
  await pool(needed, async o => { await space.admin.create(o); }, o => o.metadata.name, WIDTH);
  const stop = new AbortController();
  setMaxListeners(runs, stop.signal);
  const members: Member[] = [];
  try {
    await pool(objects.filter(o => o.data?.['run.json'] !== undefined), async settings => {
      members.push(begun(settings, stop.signal));
      // They come over a minute or so, as pods do; what they ask while they wait is what counts.
      await pause(WIDTH * 100);
    }, o => o.metadata.name, WIDTH);
    await eventually(`${runs} runs to wait`, () => waiting(space, runs), { within: 600_000, every: 5000 });
    await pause(5000);
    const [before, from] = [members.map(m => m.calls), Date.now()];
    await pause(seconds * 1000);
    const [took, counts] = [(Date.now() - from) / 1000, members.map((m, i) => m.calls - before[i])];
    const perSecond = counts.reduce((sum, n) => sum + n, 0) / took;
    return { runs, seconds: took, perSecond, perMinute: perSecond / runs * 60, most: Math.max(...counts) / took * 60 };
  } finally {
    stop.abort();
    await Promise.allSettled(members.map(m => m.ended));
    members.forEach(m => m.close());
  }
}

function databases(namespace: string, runs: number): Manifest[] {
  return synth(namespace, chart => {
    const storage = storageOf(chart);
    const logs = { engine: Engine.POSTGRES, version: '17.5', database: 'other', namespace, encryptionSecret: restic };
    for (let i = 0; i < runs; i++) {
      postgres(chart, `Orders${i}`, {
        name: `orders-${i}`, init: RestorePoint.inRepositories(AT, logs), backup: continuous(storage), authSecret: { name: 'other-auth' },
      });
    }
  });
}

function withoutPods(object: Manifest): Manifest {
  return object.kind === 'Job' ? { ...object, spec: { ...object.spec, suspend: true } } : object;
}

/** The agent of the run whose settings these are. */
function begun(settings: Manifest, stop: AbortSignal): Member {
  const { apiserver: server, ca } = cluster();
  const job = settings.metadata.name.replace(/-settings$/, '');
  return new Member(JSON.parse(settings.data['run.json']), job, { server, ca: readFileSync(ca), token: adminToken() }, stop);
}

async function waiting(space: Space, runs: number): Promise<boolean> {
  const states = (await space.list('coordination.k8s.io/v1', 'Lease')).map(l => parseRecord(l).state);
  const count = states.filter(s => s === 'restoring').length;
  if (count < runs) throw new Error(`${count} do; states: ${[...new Set(states)].join(', ')}`);
  return true;
}
