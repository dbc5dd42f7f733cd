import { control } from './control';
import { eventually, pause } from './eventually';
import { leadsTo, runsComplete, serving, unfinishedSessions } from './expect';
import { Git, Standing, standingOf } from './git';
import { Manifest } from './objects';
import { Probe } from './probe';
import { Random } from './random';
import { Space } from './space';
import { requests } from './times';
import { dataOf } from './world';

/** What one commit is to come to. */
export interface Commit {
  readonly title: string;
  readonly objects: readonly Manifest[];
  /** The incarnation of `orders` that applications reach in the end. */
  readonly serves: string;
  /** What it then holds. */
  readonly holds: string;
  /** Restores that the incarnation has undergone in all. */
  readonly restored: number;
  /** Databases that it is meant to change or to restart; all others go on as they are. */
  readonly changes?: readonly string[];
}

/** A database object and its pods, as they are when nobody does anything. */
interface Life extends Pick<Standing, 'uid' | 'generation'> {
  readonly members: number;
  readonly pods: Readonly<Record<string, string>>;
}

const CHANGES = ['create', 'update', 'patch', 'delete'];

/** One app through its life, commit by commit, and what holds after every one of them. */
export class Year {
  public static begin(space: Space, kind: Pick<Manifest, 'apiVersion' | 'kind'>, random: Random): Year {
    return new Year(space, kind, new Git(space, random));
  }

  private readonly repositories: Record<string, string> = {};
  private lives: Record<string, Life> = {};
  private last?: Pick<Commit, 'serves' | 'restored'>;

  private constructor(public readonly space: Space, private readonly kind: Pick<Manifest, 'apiVersion' | 'kind'>, public readonly git: Git) {}

  /** The same app in a cluster that is made anew: what was backed up is all that is left of it. */
  public inAnotherCluster(space: Space): Year {
    const year = new Year(space, this.kind, this.git.movedTo(space));
    Object.assign(year.repositories, this.repositories);
    return year;
  }

  /** Applies a commit, and again while its run works; what holds at any time is looked at when it has come to its end. */
  public async commit(commit: Commit): Promise<void> {
    const { title, serves, changes = [] } = commit;
    const probe = await Probe.start(this.space, 'orders-client');
    try {
      await this.git.commit(commit.objects);
      await this.git.sync();
      await serving(this.space, 'orders', serves);
      await leadsTo(this.space, 'orders-client', serves);
      await runsComplete(this.space);
      await this.nobodyWasLedAstray(commit, probe);
      await this.rightData(commit);
      await this.othersWentOn(title, changes);
      await this.repositoriesApart(title);
      await this.nothingRefused(title);
      await this.historyQuiet(title);
    } finally {
      await probe.stop();
    }
    this.last = commit;
    this.lives = await this.look();
  }

  /** Something that a person does between two commits changes what stands there. */
  public async byHand(act: () => Promise<void>): Promise<void> {
    await act();
    this.lives = await this.look();
  }

  /** Takes a backup, as its schedule would, and answers its newest Snapshot. */
  public async backup(configuration: string, session: string): Promise<any> {
    const { namespace } = this.space;
    const before = new Set((await this.snapshots()).map(s => s.metadata.name));
    await control('POST', '/tick', { namespace, backupConfiguration: configuration, session });
    return eventually(`a Snapshot by ${configuration}/${session}`, async () => (await this.snapshots())
      .find(s => !before.has(s.metadata.name) && s.spec.type === 'FullBackup' && s.status?.phase === 'Succeeded'));
  }

  private snapshots(): Promise<any[]> {
    return this.space.list('storage.kubestash.com/v1alpha1', 'Snapshot');
  }

  /** No client was ever led elsewhere; while nothing is restored or changed, there is always somebody to reach. */
  private async nobodyWasLedAstray({ title, serves, restored, changes = [] }: Commit, probe: Probe): Promise<void> {
    const offers = await probe.offers();
    for (const { ready } of offers) {
      const reached = [...new Set(ready.map(pod => pod.replace(/-\d+$/, '')))];
      const astray = reached.length > 1 || reached.some(i => i !== serves && i !== this.last?.serves);
      if (astray) throw new Error(`${title}: clients reached ${reached.join(' and ')}`);
    }
    const mayClose = serves !== this.last?.serves || restored !== this.last.restored || changes.includes(serves);
    if (!mayClose && offers.some(o => o.ready.length === 0)) throw new Error(`${title}: the database was closed although nothing was restored`);
  }

  private async rightData({ title, serves, holds, restored }: Commit): Promise<void> {
    const { content, restores } = await dataOf(this.space.namespace, serves);
    const outcomes = restores.map(r => r.outcome);
    expect({ title, content, outcomes }).toEqual({ title, content: holds, outcomes: Array(restored).fill('Succeeded') });
    expect({ title, unfinished: await unfinishedSessions(this.space) }).toEqual({ title, unfinished: [] });
  }

  /** Databases that a commit is not about are the same objects, unchanged, with the same pods. */
  private async othersWentOn(title: string, changes: readonly string[]): Promise<void> {
    const now = await this.look();
    for (const [name, before] of Object.entries(this.lives)) {
      if (changes.includes(name)) continue;
      expect({ title, name, ...now[name] }).toEqual({ title, name, ...before });
    }
  }

  /** Once all pods are there: who scales a database is told that it is done before they are. */
  private look(): Promise<Record<string, Life>> {
    return eventually('the pods of every database', async () => {
      const lives = await this.glance();
      return Object.values(lives).every(l => Object.keys(l.pods).length === l.members) && lives;
    });
  }

  private async glance(): Promise<Record<string, Life>> {
    const { apiVersion, kind } = this.kind;
    const [databases, all] = await Promise.all([
      this.space.list(apiVersion, kind), this.space.list('v1', 'Pod', 'app.kubernetes.io/managed-by=kubedb.com'),
    ]);
    return Object.fromEntries(databases.map(db => {
      const own = all.filter(p => p.metadata.labels['app.kubernetes.io/instance'] === db.metadata.name);
      const { uid, generation } = standingOf(db);
      const pods = Object.fromEntries(own.map(p => [p.metadata.name, p.metadata.uid]));
      return [db.metadata.name, { uid, generation, members: db.spec.replicas ?? 1, pods }];
    }));
  }

  /** A Repository has one place, nobody shares it, and it never changes whose it is. */
  private async repositoriesApart(title: string): Promise<void> {
    const places: Record<string, string> = {};
    for (const { metadata: { name }, spec } of await this.space.list('storage.kubestash.com/v1alpha1', 'Repository')) {
      const place = `${spec.storageRef.namespace}/${spec.storageRef.name}:${spec.path.replace(/^\/+|\/+$/g, '')}`;
      if (places[place] !== undefined) throw new Error(`${title}: Repositories ${places[place]} and ${name} meet at ${place}`);
      places[place] = name;
      const whose = `${spec.appRef.kind} ${spec.appRef.name}`;
      this.repositories[name] ??= whose;
      expect({ title, name, whose }).toEqual({ title, name, whose: this.repositories[name] });
    }
  }

  /** No change that a run made was refused, by the API server or a webhook behind it; conflicts are part of the protocol. */
  private async nothingRefused(title: string): Promise<void> {
    const refused = (await requests(this.space)).filter(r => CHANGES.includes(r.verb) && r.status >= 400 && ![404, 409].includes(r.status));
    expect({ title, refused }).toEqual({ title, refused: [] });
  }

  /** Once everything has come to rest, what stands in Git is what stands in the cluster: applied again, it changes nothing. */
  private async historyQuiet(title: string): Promise<void> {
    const before = await this.rested();
    await this.git.sync();
    await pause(1000);
    const after = await this.git.standing();
    for (const [name, { uid, version, generation }] of Object.entries(after)) {
      expect({ title, name, uid, version, generation }).toEqual({ title, name, ...before[name] });
    }
  }

  private rested(): Promise<Record<string, Standing>> {
    let last = '';
    return eventually('everything to come to rest', async () => {
      const standing = await this.git.standing();
      const text = JSON.stringify(standing);
      const same = text === last;
      last = text;
      return same && standing;
    });
  }
}
