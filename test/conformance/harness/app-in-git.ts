import { Chart } from 'cdk8s';
import { snapshotOf } from './apps';
import { control } from './control';
import { secrets } from './flows';
import { Manifest } from './objects';
import { carriedOut, documentedRequest } from './ops-requests';
import { alsoIn } from './space';
import { synth } from './synth';
import { bucketOf, write } from './world';
import { Commit, Year } from './year';
import { BackupMethod, Database, Engine, GitOps, Snapshot } from 'cdk8s-kubestash';

/** What is said of a restore once more is known of it. */
export interface History {
  readonly settled?: boolean;
  readonly retirePrevious?: boolean;
}

/** A restore, as it stands in the code. */
export type Restore = (chart: Chart, database: Database, history: History) => Database;

/** What stands in the code at a time: everything has one place, as in a repository. */
export interface Code {
  readonly version: string;
  /** Restores, the oldest first. */
  readonly restores: readonly (readonly [Restore, History])[];
}

/** The restores of the code, the oldest ones as they are spoken of from now on. */
export function known({ restores }: Code, ...histories: History[]): Code['restores'] {
  return restores.map(([restore, history], i) => [restore, histories[i] ?? history]);
}

/** Makes the restores of the code, one out of the other; answers the newest database. */
export function restored(chart: Chart, database: Database, { restores }: Code): Database {
  return restores.reduce((last, [restore, history]) => restore(chart, last, history), database);
}

/** An app of one database `orders`, changed by people: what stands in its code, and what its data came to. */
export class AppInGit<C extends Code> {
  /** Name of the newest incarnation in the code. */
  public serves = 'orders';
  private holds = 'empty';
  private restored = 0;

  constructor(
    public year: Year, private readonly engine: Engine, private code: C, private readonly build: (chart: Chart, code: C) => Database,
  ) {}

  private get namespace(): string {
    return this.year.space.namespace;
  }

  public async commit(title: string, change: Partial<C>, expected: Partial<Pick<Commit, 'holds' | 'restored' | 'changes'>> = {}): Promise<void> {
    const objects = this.edit(change);
    ({ holds: this.holds = this.holds, restored: this.restored = this.restored } = expected);
    await this.year.commit({ title, objects, serves: this.serves, holds: this.holds, restored: this.restored, changes: expected.changes });
  }

  /** The manifests after a change of the code. */
  public edit(change: Partial<C>): Manifest[] {
    this.code = { ...this.code, ...change };
    return synth(this.namespace, chart => {
      GitOps.use(chart, GitOps.flux());
      this.serves = this.build(chart, this.code).incarnation;
    });
  }

  /** The restores in the code, with one more, and what is known of the earlier ones. */
  public with(restore: Restore, ...histories: History[]): Code['restores'] {
    return [...known(this.code, ...histories), [restore, {}]];
  }

  /** The restores in the code, with another one instead of the newest. */
  public correctedBy(restore: Restore): Code['restores'] {
    return [...this.code.restores.slice(0, -1), [restore, {}]];
  }

  /** The restores in the code, with what is known of them by now. */
  public history(...histories: History[]): Code['restores'] {
    return known(this.code, ...histories);
  }

  /** Applications write something. */
  public async goOn(content: string): Promise<void> {
    await write(this.namespace, this.serves, content);
    this.holds = content;
  }

  /** Has a request of docs/a-year.md carried out, for some databases that stand in the code. */
  public async request(type: string, databases: readonly string[]): Promise<any> {
    const requests = databases.map(d => documentedRequest(type, this.year.space, d));
    await this.year.byHand(async () => { for (const request of requests) await carriedOut(this.year.space, request); });
    return requests[0].spec;
  }

  /** A Snapshot of what serves, as the command line prints it into the code. */
  public async snapshot(method: BackupMethod, session: string): Promise<Snapshot> {
    const found = await this.year.backup(method === BackupMethod.PHYSICAL ? `${this.serves}-archiver` : this.serves, session);
    return snapshotOf(this.namespace, this.serves, found.metadata.name, {
      method, engine: this.engine, repository: found.spec.repository, time: found.status.snapshotTime, version: this.code.version,
    });
  }

  /** A moment that can be gone back to: the logs reach beyond it. */
  public async moment(): Promise<string> {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    await this.year.backup(`${this.serves}-archiver`, 'full-backup');
    return at;
  }

  /** The cluster is lost, and another one is made from Git. Its bucket is what is left. */
  public async loseTheCluster(): Promise<void> {
    const { namespace, year } = this;
    const repositories = await bucketOf(namespace);
    await control('POST', '/reset', { namespace });
    await control('POST', '/backend', { location: `s3:${namespace}`, repositories });
    const anew = await alsoIn(year.space, namespace);
    await secrets(anew);
    this.year = year.inAnotherCluster(anew);
    await this.year.git.sync();
  }
}
