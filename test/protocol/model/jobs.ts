import { Process } from './process';
import { Random } from './random';
import { isKind, Server } from './server';
import { NAMESPACE } from './settings';
import { Timeline } from './timeline';
import { drive } from '../../../src/agent/loop';
import { runProgram } from '../../../src/agent/programs';
import { End, Gatekeeper, RUN_LIMITS } from '../../../src/agent/surroundings';
import { Exit, Memory } from '../../../src/protocol/decision';
import { GATE, gatesOf, openGates } from '../../../src/protocol/gates';
import { RunIntent } from '../../../src/protocol/intent';
import { KIND } from '../../../src/protocol/kinds';
import { holderOf } from '../../../src/protocol/names';
import { World } from '../../../src/protocol/world';

/** What a container that judges does. */
export type ContainerFate = 'passes' | 'fails' | 'hangs';

/** What a run's containers do, and who is told. */
export interface RunOrder {
  readonly job: string;
  readonly intent: RunIntent;
  readonly disconnect: ContainerFate;
  /** By their order; those that are not named pass. */
  readonly checks: readonly ContainerFate[];
}

/** Who wants to know about pods. */
export interface PodWitness {
  begins(pod: Pod, process: Process): void;
  ends(pod: Pod, process: Process, end: End): void;
  checkBegins(pod: Pod, check: string): void;
  checkPasses(pod: Pod, check: string): void;
}

const RETRIED: readonly number[] = [3, 5, 128, 137, 143];
/** Milliseconds between SIGTERM and SIGKILL. */
const GRACE = 30_000;

/** The Job controller and the kubelet, for one Job. */
export class Job {
  public readonly pods: Pod[] = [];
  public state: 'running' | 'complete' | 'failed' | 'deleted' = 'running';
  /** Whether a container of its own has failed it. */
  public isFailedByContainer = false;
  /** Whether two of its pods were at work at once. */
  public isDoubled = false;
  private failures = 0;

  constructor(public readonly order: RunOrder, private readonly around: Around) {
    const { server, timeline, random } = around;
    server.create(KIND.job, { metadata: { name: order.job, namespace: NAMESPACE, labels: { 'cdk8s-kubestash/database': order.intent.database, 'cdk8s-kubestash/restore': order.intent.restore.id } }, spec: {} });
    server.listeners.add(({ type, before, after }) => {
      if (!isKind(type, 'job') || (after ?? before).metadata.name !== order.job || this.state !== 'running') return;
      const seconds = after?.spec.activeDeadlineSeconds;
      if (seconds !== undefined) {
        timeline.in(Math.max(1000, Date.parse(after.metadata.creationTimestamp) + seconds * 1000 - timeline.now), () => this.fail());
      }
    });
    timeline.in(random.between(0, 2000), () => this.begin());
  }

  /** The youngest pod, if one is at work. */
  public get pod(): Pod | undefined {
    const last = this.pods[this.pods.length - 1];
    return last?.isOver === false ? last : undefined;
  }

  /** Pruned, or deleted by a person. */
  public delete(): void {
    if (this.state === 'deleted') return;
    this.state = 'deleted';
    this.pod?.evict();
    this.around.server.remove(KIND.job, this.order.job);
  }

  public podIsOver(code: number, isVerdict: boolean): void {
    if (this.state !== 'running') return;
    this.isFailedByContainer = isVerdict;
    if (code === 0) this.state = 'complete';
    else if (isVerdict || !RETRIED.includes(code) || ++this.failures > 8) this.state = 'failed';
    else this.around.timeline.in(Math.min(2_000 * 2 ** this.failures, 60_000), () => this.begin());
  }

  /** Another pod, as the node of the first one does not answer: both may be at work. */
  public replace(): void {
    if (this.state !== 'running') return;
    this.isDoubled = true;
    this.begin();
  }

  private begin(): void {
    if (this.state === 'running') this.pods.push(new Pod(this, this.pods.length, this.around));
  }

  private fail(): void {
    if (this.state !== 'running') return;
    this.state = 'failed';
    this.pod?.evict();
  }
}

/** What jobs have in common. */
export interface Around {
  readonly timeline: Timeline;
  readonly server: Server;
  readonly random: Random;
  readonly witness: PodWitness;
  newProcess(me: string): Process;
  log(text: string): void;
}

/** A pod of a run: the agent, and the containers that wait for it at their gates. */
export class Pod implements Gatekeeper {
  public readonly uid: string;
  public agent!: Process;
  public isOver = false;
  private readonly gates: readonly string[];
  private readonly askedFor = new Set<string>();
  private readonly answers = new Map<string, number>();
  private at = 0;
  private hasNothingLeft = false;
  private listener?: () => void;

  constructor(public readonly job: Job, number: number, private readonly around: Around) {
    this.uid = `${around.server.get(KIND.job, job.order.job)?.metadata.uid}-pod-${number}`;
    this.gates = gatesOf(job.order.intent);
    this.startAgent();
    this.around.timeline.in(50, () => this.reach());
  }

  // Gatekeeper --------------------------------------------------------------------------------------------------------------------

  public asked(): string[] {
    return [...this.askedFor];
  }

  public opened(): string[] {
    return [...this.answers].filter(([, code]) => code === 0).map(([gate]) => gate);
  }

  public open({ record }: World, _memory: Memory): void {
    for (const gate of openGates(this.job.order.intent, record!.state)) this.answer(gate, 0);
  }

  public onAsked(listener: () => void): void {
    this.listener = listener;
  }

  // What befalls it ---------------------------------------------------------------------------------------------------------------

  /** Whether its agent was to be followed by another pod, which only a container that hangs keeps from beginning. */
  public get isForgotten(): boolean {
    return [Exit.REPLACED, Exit.REFUSED].includes(this.answers.get(GATE.resume)!);
  }

  /** The agent alone dies; the kubelet begins it again in the same pod. */
  public crash(): void {
    if (this.isOver) return;
    this.agent.kill();
    this.around.timeline.in(this.around.random.between(500, 10_000), () => { if (!this.isOver) this.startAgent(); });
  }

  /** SIGTERM, and after the grace period SIGKILL. Its containers end at once. */
  public evict(): void {
    if (this.isOver) return;
    this.isOver = true;
    const { agent } = this;
    agent.terminate();
    this.around.timeline.in(GRACE, () => agent.kill());
    this.job.podIsOver(Exit.STOPPED, false);
  }

  /** All of it is gone at once. */
  public vanish(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.agent.kill();
    this.job.podIsOver(137, false);
  }

  // -------------------------------------------------------------------------------------------------------------------------------

  private startAgent(): void {
    // One that is begun again after its word was given has nothing to add.
    if (this.answers.has(GATE.resume)) return;
    const { order } = this.job;
    const process = this.around.newProcess(holderOf(order.job, this.uid));
    this.agent = process;
    this.around.witness.begins(this, process);
    this.around.timeline.isAwaited = true;
    void drive(runProgram(order.intent, order.job), {
      api: process, clock: process, log: text => this.around.log(`${process.me}: ${text}`), gates: this, stop: process.stop, limits: RUN_LIMITS,
    }, { me: process.me, by: order.job }).then(end => {
      if (!process.isAlive) return;
      this.around.log(`${process.me}: ends with ${end.exit}: ${end.say}`);
      this.around.witness.ends(this, process, end);
      // Containers look for the file that says so.
      this.hasNothingLeft = end.exit === Exit.DONE;
      if (end.exit !== Exit.STOPPED) for (const gate of this.gates) this.answer(gate, end.exit);
    });
  }

  private answer(gate: string, code: number): void {
    if (this.answers.has(gate)) return;
    this.answers.set(gate, code);
    if (this.askedFor.has(gate) && this.gates[this.at] === gate) this.hear(code);
  }

  /** The container before the gate is done, the one behind it asks. */
  private reach(): void {
    if (this.isOver) return;
    const gate = this.gates[this.at];
    this.askedFor.add(gate);
    this.around.timeline.isAwaited = true;
    this.listener?.();
    const code = this.answers.get(gate);
    if (code !== undefined) this.hear(code);
  }

  private hear(code: number): void {
    const gate = this.gates[this.at];
    this.around.timeline.in(20, () => {
      if (this.isOver) return;
      if (code !== 0 || gate === GATE.resume) return this.over(code, false);
      this.work(gate);
    });
  }

  private work(gate: string): void {
    const { intent, disconnect, checks } = this.job.order;
    const { witness, timeline, random } = this.around;
    const index = gate === GATE.restore ? 0 : intent.checks.findIndex(c => GATE.before(c.name) === gate);
    const fate = gate === GATE.halt ? disconnect : checks[index] ?? 'passes';
    const check = gate === GATE.halt ? undefined : intent.checks[index].name;
    if (check !== undefined) witness.checkBegins(this, check);
    if (fate === 'hangs' && !this.hasNothingLeft) return;
    timeline.in(random.between(0, 4_000), () => {
      if (this.isOver) return;
      if (fate === 'fails' && !this.hasNothingLeft) return this.over(1, true);
      if (check !== undefined) witness.checkPasses(this, check);
      this.at++;
      this.reach();
    });
  }

  private over(code: number, isVerdict: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.agent.terminate();
    const { agent } = this;
    this.around.timeline.in(GRACE, () => agent.kill());
    this.job.podIsOver(code, isVerdict);
  }
}
