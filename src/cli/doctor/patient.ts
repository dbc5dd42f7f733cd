import { ENGINES } from '../../engines/registry';
import { Finding, finding, Problem, Severity } from '../../findings/finding';
import { DatabaseRecord, isRecord, readRecord } from '../cluster/record';
import { CliError, Exit } from '../exit';
import { Interruption } from '../interrupt';
import { Io } from '../io';
import { Kubectl, Resource } from '../kubectl';
import { DatabaseState, stateOf } from '../status/read';

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
  private readonly lists = new Map<string, Promise<Resource[]>>();
  private readonly closed = new Set<string>();
  private states?: Promise<DatabaseState[]>;

  constructor(public readonly io: Io, public readonly kubectl: Kubectl, public readonly namespace: string | undefined) {}

  /** Objects of the namespace, or of all; none where they may not be read, which is reported at the end. */
  public list(resources: string, everywhere = false): Promise<Resource[]> {
    const namespace = everywhere ? undefined : this.namespace;
    const key = `${resources} ${namespace}`;
    let list = this.lists.get(key);
    if (list === undefined) {
      list = this.kubectl.list(resources, namespace).catch((e: unknown) => {
        if (!(e instanceof CliError) || e.exit !== Exit.CLUSTER || !/forbidden/i.test(e.message)) throw e;
        this.closed.add(resources);
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

  public async records(): Promise<DatabaseRecord[]> {
    return (await this.list('leases.coordination.k8s.io')).filter(isRecord).map(l => readRecord(l));
  }

  /** How the databases with a record are. */
  public databaseStates(): Promise<DatabaseState[]> {
    this.states ??= this.records().then(records => Promise.all(records.map(r => stateOf(this.kubectl, r))));
    return this.states;
  }

  /** The databases of KubeDB, of all kinds that are installed. */
  public async databases(): Promise<Resource[]> {
    const installed = (await this.kubectl.text(['api-resources', '--api-group=kubedb.com', '--verbs=list', '-o', 'name'])).split('\n');
    const kinds = [...new Set(ENGINES.map(e => `${e.plural}.kubedb.com`))].filter(k => installed.includes(k));
    return kinds.length === 0 ? [] : this.list(kinds.join(','));
  }
}

/** Something that keeps restores from working. */
export function bad(code: string, problem: Problem, about?: string, fix?: Fix): Diagnosis {
  return { ...finding(code, Severity.ERROR, problem), about, fix };
}

/** Something that somebody should look at. */
export function doubtful(code: string, problem: Problem, about?: string): Diagnosis {
  return { ...finding(code, Severity.WARNING, problem), about };
}
