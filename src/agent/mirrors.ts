import { Answer, Api, Clock, Refusal } from './api';
import { Mirror } from './mirror';
import { Interest } from '../protocol/interests';
import { ResourceType, typeText } from '../protocol/kinds';
import { Read } from '../protocol/world';

/** Something that cannot be read. */
export interface Problem {
  readonly what: string;
  readonly refusal: Refusal;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What is known of one interest. */
interface Known {
  readonly interest: Interest;
  /** Absent where it is read once. */
  readonly mirror?: Mirror;
  /** Undefined while they are not known. */
  objects?: readonly any[];
  problem?: Problem;
}

/** The objects of all interests: mirrored, or read once. */
export class Mirrors {
  private readonly known = new Map<string, Known>();
  private wanted?: readonly Interest[];
  private closed = false;

  constructor(private readonly api: Api, private readonly clock: Clock, private readonly onChange: () => void) {}

  /** The objects of an interest; undefined while they are not known. */
  public readonly read: Read = key => this.known.get(key)?.objects;

  /** From now on these are of interest, and no others. */
  public want(interests: readonly Interest[]): void {
    if (interests === this.wanted) return;
    this.wanted = interests;
    for (const [key, { interest, mirror }] of this.known) {
      // What is opened may become another database while the record is read.
      if (interests.some(i => i.key === key && i.name === interest.name && i.type.plural === interest.type.plural)) continue;
      mirror?.stop();
      this.known.delete(key);
    }
    for (const interest of interests) {
      if (!this.known.has(interest.key)) this.known.set(interest.key, interest.once ? this.readOnce(interest) : this.watch(interest));
    }
  }

  /** An object that was just written or read, which the watch brings later. */
  public seed(key: string, object: any): void {
    this.known.get(key)?.mirror?.seed(object);
  }

  /** The same, where only its kind is known. */
  public seedObject(type: ResourceType, object: any): void {
    for (const { interest, mirror } of this.known.values()) {
      if (isMeant(interest, type, object?.metadata?.name)) mirror?.seed(object);
    }
  }

  /** Lists the objects of an interest anew, since its watch may be broken. What is gone the watch tells sooner or later. */
  public async relist(key: string): Promise<Answer> {
    const { interest: { type, namespace, name, labels }, mirror } = this.known.get(key)!;
    const answer = await this.api.list({ type, namespace }, { name, labels });
    if (answer.ok) for (const object of answer.body.items) mirror?.seed(object);
    return answer;
  }

  /** Whether an object is mirrored. */
  public follows(type: ResourceType, name: string): boolean {
    return [...this.known.values()].some(({ interest, mirror }) => mirror !== undefined && isMeant(interest, type, name));
  }

  /** An object that is gone, as a call has told: it is mirrored anew. */
  public forget(key: string): void {
    this.known.get(key)?.mirror?.stop();
    this.known.delete(key);
    this.wanted = undefined;
  }

  /** A database of this name, if one is known. */
  public find(name: string): any | undefined {
    const meant = ({ interest: { type, name: its } }: Known) => type.group.endsWith('kubedb.com') && its === name;
    return [...this.known.values()].filter(meant).flatMap(({ objects = [] }) => objects)[0];
  }

  /** What has been unreadable for longest. */
  public problem(): Problem | undefined {
    let longest: Problem | undefined;
    for (const known of this.known.values()) {
      const problem = this.problemOf(known);
      if (problem !== undefined && (longest === undefined || problem.since < longest.since)) longest = problem;
    }
    return longest;
  }

  public close(): void {
    this.closed = true;
    for (const { mirror } of this.known.values()) mirror?.stop();
  }

  private watch(interest: Interest): Known {
    const { type, namespace, name, labels } = interest;
    const mirror = new Mirror({
      api: this.api,
      clock: this.clock,
      place: { type, namespace },
      selection: { name, labels },
      onChange: () => {
        known.objects = mirror.synced ? [...mirror.objects.values()] : undefined;
        this.onChange();
      },
    });
    const known: Known = { interest, mirror };
    mirror.start();
    return known;
  }

  private readOnce(interest: Interest): Known {
    const known: Known = { interest };
    void this.readUntilKnown(known, 1000);
    return known;
  }

  private async readUntilKnown(known: Known, pause: number): Promise<void> {
    const { key, type, namespace, name, labels } = known.interest;
    const answer = name === undefined ? await this.api.list({ type, namespace }, { labels }) : await this.api.get({ type, namespace, name });
    if (this.closed || this.known.get(key) !== known) return;
    if (answer.ok) known.objects = name === undefined ? answer.body.items : [answer.body];
    else if (answer.refusal === 'absent' || answer.refusal === 'unknown-kind') known.objects = [];
    const since = known.problem?.since ?? this.clock.now();
    known.problem = known.objects === undefined ? { what: whatOf(known.interest), since, ...(answer as any) } : undefined;
    this.onChange();
    if (known.objects !== undefined) return;
    await this.clock.sleep(pause);
    await this.readUntilKnown(known, Math.min(pause * 2, 10_000));
  }

  private problemOf(known: Known): Problem | undefined {
    const problem = known.mirror?.problem;
    if (known.mirror === undefined) return known.problem;
    if (problem === undefined || problem.refusal === 'unknown-kind') known.problem = undefined;
    else known.problem = { what: whatOf(known.interest), since: known.problem?.since ?? this.clock.now(), ...problem };
    return known.problem;
  }
}

function isMeant(interest: Interest, type: ResourceType, name: string): boolean {
  return interest.type.plural === type.plural && interest.type.group === type.group && (interest.name === undefined || interest.name === name);
}

function whatOf({ type, name }: Interest): string {
  return name === undefined ? typeText(type) : `${typeText(type)} ${name}`;
}
