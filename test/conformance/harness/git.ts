import { Act, apply } from './apply';
import { Manifest, namedOf, shown } from './objects';
import { Random } from './random';
import { Space } from './space';

const manager = 'gitops';

/** What an object is known by while it stands there: any change of it shows in the version, a change of what is wanted in the generation. */
export interface Standing {
  readonly uid: string;
  readonly version: string;
  readonly generation?: number;
}

/**
 * What stands in Git, and a tool that keeps a namespace like that, as Flux does: it applies everything on the server's side, in an order that
 * nobody knows, and deletes what has left Git, except where an annotation forbids it.
 */
export class Git {
  private head: readonly Manifest[] = [];

  constructor(private readonly space: Space, private readonly random: Random) {}

  /** Brings the cluster to what stands in Git from now on. */
  public async commit(objects: readonly Manifest[]): Promise<void> {
    const left = this.head.filter(o => !objects.some(other => shown(other) === shown(o)));
    this.head = objects;
    await this.sync();
    for (const gone of this.random.shuffled(left.filter(o => !staysForGood(o)))) await this.space.pipeline.remove(namedOf(gone));
  }

  /** Brings it there once more, in another order. */
  public async sync(): Promise<void> {
    await apply(this.space, this.random.shuffled(this.head).map(appliedByServer), this.random);
  }

  /** The same Git for a cluster that is made anew. */
  public movedTo(space: Space): Git {
    const moved = new Git(space, this.random);
    moved.head = this.head;
    return moved;
  }

  /** What stands in the cluster of what stands in Git, by kind and name. */
  public async standing(): Promise<Record<string, Standing>> {
    const found = await Promise.all(this.head.map(async o => [shown(o), standingOf(await this.space.admin.get(namedOf(o)))] as const));
    return Object.fromEntries(found);
  }
}

export function standingOf({ metadata }: any): Standing {
  return { uid: metadata.uid, version: metadata.resourceVersion, generation: metadata.generation };
}

function appliedByServer(object: Manifest): Act {
  return { name: shown(object), run: async space => { await space.pipeline.apply(object, manager, true); } };
}

function staysForGood({ metadata }: Manifest): boolean {
  return metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
}
