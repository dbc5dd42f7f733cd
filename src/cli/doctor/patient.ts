import { Finding, finding, Problem, Severity } from '../../findings/finding';
import { ResourceType } from '../../protocol/kinds';
import { plain } from '../../protocol/text';
import { DATABASE_KINDS, KINDS, resourceText } from '../cluster/kinds';
import { ClusterError, ClusterObject, listObjects } from '../cluster/objects';
import { FoundRecord, recordsAmong } from '../cluster/records';
import { Interruption } from '../interrupt';
import { Io } from '../io';
import { Kubectl } from '../kubectl';
import { Situation, situationOf } from '../status/read';

/** Mends something, and says what is well again. */
export type Fix = (interruption: Interruption) => Promise<string>;

/** What a check found, and how it can be mended, where the command line can. */
export interface Diagnosis extends Finding {
  /** The object it is about: `Service shop/orders-client`. */
  readonly about?: string;
  readonly fix?: Fix;
}

/** A check of a cluster, by itself. */
export type DoctorCheck = (patient: Patient) => Promise<Diagnosis[]>;

/** A cluster that is looked at: everything is read once. */
export class Patient {
  private readonly lists = new Map<string, Promise<ClusterObject[]>>();
  private readonly closed = new Set<string>();
  private known?: Promise<Situation[]>;

  constructor(public readonly io: Io, public readonly kubectl: Kubectl, public readonly namespace: string | undefined) {}

  /** Objects of the namespace, or of all; none where they may not be read, which is reported at the end. */
  public list(type: ResourceType, everywhere = false): Promise<ClusterObject[]> {
    const namespace = everywhere ? undefined : this.namespace;
    const key = `${resourceText(type)} ${namespace}`;
    let list = this.lists.get(key);
    if (list === undefined) {
      list = listObjects(this.kubectl, type, namespace).catch((e: unknown) => {
        if (!(e instanceof ClusterError) || e.refusal !== 'forbidden') throw e;
        this.closed.add(resourceText(type));
        return [];
      });
      this.lists.set(key, list);
    }
    return list;
  }

  /** Kinds that could not be looked at. */
  public get unread(): string[] {
    return [...this.closed].sort();
  }

  /** Whether nothing kept the objects of a kind from being looked at. */
  public mayRead(type: ResourceType): boolean {
    return !this.closed.has(resourceText(type));
  }

  public async records(): Promise<FoundRecord[]> {
    return recordsAmong(await this.list(KINDS.lease));
  }

  /** How the databases with a record are. */
  public situations(): Promise<Situation[]> {
    this.known ??= this.records().then(records => Promise.all(records.map(r => situationOf(this.kubectl, r))));
    return this.known;
  }

  /** The databases of KubeDB, of all kinds that are installed. */
  public async databases(): Promise<ClusterObject[]> {
    const all = await Promise.all(DATABASE_KINDS.map(async ({ type, facts }) => (await this.list(type)).map(o => ({ ...o, kind: facts.kind }))));
    return all.flat();
  }
}

/** Something that keeps restores from working. */
export function bad(code: string, problem: Problem, about?: string, fix?: Fix): Diagnosis {
  return { ...finding(code, Severity.ERROR, shown(problem)), about: about && plain(about), fix };
}

/** Something that somebody should look at. */
export function doubtful(code: string, problem: Problem, about?: string): Diagnosis {
  return { ...finding(code, Severity.WARNING, shown(problem)), about: about && plain(about) };
}

/** Names, phases and messages in it are words of the cluster. */
function shown(problem: Problem): Problem {
  return Object.fromEntries(Object.entries(problem).map(([key, value]) => [key, typeof value === 'string' ? plain(value) : value])) as unknown as Problem;
}
