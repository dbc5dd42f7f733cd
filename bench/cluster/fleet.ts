import { setMaxListeners } from 'events';
import { readFileSync } from 'fs';
import { createSecureContext } from 'tls';
import { Member } from './member';
import { continuous, postgres, restic, RestorePoint, storageOf } from '../../test/conformance/harness/apps';
import { adminToken, cluster } from '../../test/conformance/harness/cluster';
import { behave } from '../../test/conformance/harness/control';
import { pause } from '../../test/conformance/harness/eventually';
import { AT } from '../../test/conformance/harness/flows';
import { Manifest } from '../../test/conformance/harness/objects';
import { pool } from '../../test/conformance/harness/pool';
import { Space } from '../../test/conformance/harness/space';
import { synth } from '../../test/conformance/harness/synth';
import { Engine } from 'cdk8s-kubestash';

/** Needed by pods alone: the agents of a fleet are in one process, with the rights of an administrator. */
const OF_PODS = ['ConfigMap', 'ServiceAccount', 'Role', 'RoleBinding'];

/** Objects that are created, and agents that are begun, at a time. */
const WIDTH = 8;

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
    const who = { server: cluster().apiserver, trust: createSecureContext({ ca: readFileSync(cluster().ca) }), token: adminToken() };
    // A few at a time, however slow the machine is: what they ask while all of them wait is what counts.
    await pool(objects.filter(o => o.data?.['run.json'] !== undefined), async ({ data, metadata }) => {
      const member = new Member(JSON.parse(data['run.json']), metadata.name.replace(/-settings$/, ''), who, stop.signal);
      members.push(member);
      await Promise.race([member.waits, member.ended.then(({ say }) => { throw new Error(say); })]);
    }, o => o.metadata.name, WIDTH);
    console.log(`${runs} runs wait; watching them for ${seconds} s`);
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
