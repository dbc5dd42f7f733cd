import { Api, Clock, Place, Refusal, Selection, WatchEvent } from './api';
import { Stop } from './stop';

/** What is mirrored, and by which means. */
export interface MirrorOptions {
  readonly api: Api;
  readonly clock: Clock;
  /** A kind in a namespace. */
  readonly place: Place;
  /** @default all objects of the place */
  readonly selection?: Selection;
  /** Called when `objects`, `synced` or `problem` may have changed. */
  readonly onChange?: () => void;
  /**
   * Between 0 and 1, for the jitter of the waits.
   * @default Math.random
   */
  readonly random?: () => number;
}

const LONGEST_WAIT = 10_000;
/** A watch that ends sooner counts as a failure: taking it up again at once would be a busy loop. */
const SHORTEST_WATCH = 1_000;

/** Keeps the objects of a selection in memory: lets the API server tell what there is, and then what changes. */
export class Mirror {
  /** The objects by name, as last seen. They stay while the API server cannot be reached. */
  public readonly objects: ReadonlyMap<string, any>;

  private readonly held = new Map<string, any>();
  private readonly stopped = new Stop();
  private readonly random: () => number;
  private started = false;
  private known = false;
  private trouble?: { readonly refusal: Refusal; readonly message: string };
  /** Up to here everything that happened is in `held`. */
  private version = '';
  /** The watch is taken up from here; undefined where what there is has to be told first. */
  private from?: string;
  /** What there is, while it is being told. */
  private coming?: Map<string, any>;
  private followsSince = 0;
  private failures = 0;

  constructor(private readonly options: MirrorOptions) {
    this.objects = this.held;
    this.random = options.random ?? Math.random;
  }

  /** Whether what there is is known. A kind that the API server does not know has none. */
  public get synced(): boolean {
    return this.known;
  }

  /** Why they cannot be listed or watched now. */
  public get problem(): { readonly refusal: Refusal; readonly message: string } | undefined {
    return this.trouble;
  }

  /** Begins; goes on until `stop`. */
  public start(): void {
    if (this.started) return;
    this.started = true;
    void this.run();
  }

  /** Ends for good; the objects stay. */
  public stop(): void {
    this.stopped.abort();
  }

  /**
   * Takes in an object that we have just written, as the answer gave it, unless the watch is ahead of it.
   *
   * The answer and the watch come on two connections, so either may be first. `version` is how far the watch has come: everything up to it is
   * in `held`, the writes of others after ours and a deletion included. An answer of a later version is therefore newer than whatever is held
   * under its name; one that is not has been delivered already, and taking it in would bring back what is gone. From then on events about this
   * object that are older than our write must not undo it (`receive`). This compares versions of one kind as numbers, which Kubernetes
   * promises since 1.35 and has always made true; where a version is no number, the seed is left to the watch, which brings it a moment later. What
   * there is is taken whole, whatever is held: after a restored etcd versions begin anew, and what is held may never have been.
   */
  public seed(object: any): void {
    const version = object?.metadata?.resourceVersion;
    if (this.stopped.aborted || !this.known || !isNewer(version, this.version)) return;
    const held = this.held.get(object.metadata.name);
    if (held !== undefined && !isNewer(version, held.metadata.resourceVersion)) return;
    this.held.set(object.metadata.name, object);
    this.changed();
  }

  private async run(): Promise<void> {
    const { api, place, selection = {}, clock } = this.options;
    while (!this.ended) {
      this.coming = this.from === undefined ? new Map() : undefined;
      this.followsSince = clock.now();
      const end = await api.watch(place, selection, this.from, event => this.receive(event), this.stopped);
      if (this.ended) return;
      const isShort = clock.now() - this.followsSince < SHORTEST_WATCH;
      if (this.coming === undefined && !isShort) this.failures = 0;
      this.from = end.ok ? end.body : undefined;
      if (!end.ok && end.refusal !== 'expired') await this.fail(end);
      else if (!end.ok) await this.wait(this.failures === 0 ? 0 : undefined);
      else if (isShort) await this.wait();
    }
  }

  private receive({ type, object }: WatchEvent): void {
    if (this.ended) return;
    const { name, resourceVersion } = object.metadata;
    if (type === 'listed') return this.take(resourceVersion);
    if (this.coming !== undefined) {
      if (type === 'gone') this.coming.delete(name);
      else if (type === 'changed') this.coming.set(name, object);
      return;
    }
    this.version = resourceVersion;
    if (type === 'bookmark') return;
    const held = this.held.get(name);
    if (held !== undefined && isNewer(held.metadata.resourceVersion, resourceVersion)) return;
    if (type === 'gone') this.held.delete(name);
    else this.held.set(name, object);
    this.changed();
  }

  /** What there is has been told: it counts as a whole. */
  private take(version: string): void {
    this.held.clear();
    for (const [name, object] of this.coming ?? []) this.held.set(name, object);
    this.coming = undefined;
    this.version = version;
    this.followsSince = this.options.clock.now();
    this.known = true;
    this.trouble = undefined;
    this.changed();
  }

  private fail({ refusal, message }: { readonly refusal: Refusal; readonly message: string }): Promise<void> {
    this.trouble = { refusal, message };
    if (refusal === 'unknown-kind') {
      this.held.clear();
      this.known = true;
    }
    this.changed();
    return this.wait(refusal === 'unknown-kind' ? LONGEST_WAIT : undefined);
  }

  /** Waits before the next attempt: 1, 2, 4 … 10 s, give or take a quarter. */
  private async wait(milliseconds = Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures)): Promise<void> {
    this.failures = Math.min(this.failures + 1, 10);
    await this.options.clock.sleep(milliseconds * (0.75 + this.random() / 2), this.stopped);
  }

  private get ended(): boolean {
    return this.stopped.aborted;
  }

  private changed(): void {
    this.options.onChange?.();
  }
}

/** Whether one version is known to be later than another. */
function isNewer(one: unknown, other: unknown): boolean {
  const isNumber = (v: unknown): v is string => typeof v === 'string' && /^[1-9]\d*$/.test(v);
  return isNumber(one) && isNumber(other) && (one.length === other.length ? one > other : one.length > other.length);
}
