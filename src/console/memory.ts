interface Remembered<T> {
  readonly at: number;
  readonly value: T;
}

/** How long what was read is good. */
export interface Freshness {
  /** Milliseconds for which it is as good as new. */
  readonly fresh: number;
  /** Milliseconds for which it is still handed out, while it is read anew behind the scenes. */
  readonly stale: number;
}

/** Remembers what takes long to read. Those who ask for the same at the same time share one reading. */
export class Memory<T> {
  private readonly values = new Map<string, Remembered<T>>();
  private readonly reading = new Map<string, Promise<T>>();
  private generation = 0;

  /**
   * @param now milliseconds, of a clock that does not jump
   * @param keeps which answers are worth remembering
   */
  public constructor(private readonly now: () => number, private readonly keeps: (value: T) => boolean = () => true) {}

  /** What is remembered of a key, else what is read now. */
  public get(key: string, { fresh, stale }: Freshness, read: () => Promise<T>): Promise<T> {
    const known = this.values.get(key);
    const age = known === undefined ? Infinity : this.now() - known.at;
    if (known !== undefined && age <= fresh) return Promise.resolve(known.value);
    const reading = this.read(key, read);
    if (known === undefined || age > stale) return reading;
    reading.catch(() => { /* the next one who asks is told */ });
    return Promise.resolve(known.value);
  }

  /** Forgets everything: something was changed. */
  public clear(): void {
    this.generation++;
    this.values.clear();
    this.reading.clear();
  }

  private read(key: string, read: () => Promise<T>): Promise<T> {
    const under = this.reading.get(key);
    if (under !== undefined) return under;
    const { generation } = this;
    const reading = read().then(value => {
      if (generation === this.generation && this.keeps(value)) this.values.set(key, { at: this.now(), value });
      return value;
    }).finally(() => {
      if (this.reading.get(key) === reading) this.reading.delete(key);
    });
    this.reading.set(key, reading);
    return reading;
  }
}
