import { Around, Job } from './jobs';
import { formerSnapshot, Operators } from './operators';
import { CALM, Process } from './process';
import { Random } from './random';
import { Referee } from './referee';
import { Commit, Incident, Scenario } from './scenario';
import { Server } from './server';
import { backupOf, DATABASE, databaseOf, intentOf, NAMESPACE, POSTGRES, RECORD, RestoreOrder, routesTo, SERVICES } from './settings';
import { Timeline } from './timeline';
import { Log } from '../../../src/agent/log';
import { drive } from '../../../src/agent/loop';
import { personProgram } from '../../../src/agent/programs';
import { Gatekeeper, PERSON_LIMITS } from '../../../src/agent/surroundings';
import { Exit } from '../../../src/protocol/decision';
import { PersonIntent } from '../../../src/protocol/intent';
import { KIND } from '../../../src/protocol/kinds';
import { FIRST, personOf } from '../../../src/protocol/names';
import { emptyRecord, readRecord, recordPatch } from '../../../src/protocol/record';

/** Milliseconds after the last commit and incident until nothing goes wrong any more, and until everything has to be over. */
const STORM = 30_000;
/** Milliseconds in which everything of a commit is applied. */
const SYNC = 4_000;
const CALM_DOWN = 40 * 60_000;

function isOver({ process }: Pick<RestoreOrder, 'process'>): boolean {
  return process === 'overwrite' || process === 'in-place';
}

export interface Outcome {
  readonly faults: readonly string[];
  readonly steps: number;
}

const NOBODY: Gatekeeper = { asked: () => [], opened: () => [], open: () => { /* no containers */ }, onAsked: () => { /* no containers */ } };

const FIRST_ORDER: RestoreOrder = {
  id: FIRST,
  predecessors: [],
  process: 'open',
  waitFor: 'nothing',
  target: DATABASE,
  checks: 0,
  disconnect: false,
  resume: 'automatic',
  isolates: false,
  takesSafety: false,
  isGuarded: true,
};

/** Runs a scenario to its end, and says which rules were broken. */
export async function simulate(scenario: Scenario, log?: Log): Promise<Outcome> {
  const { random } = Math;
  try {
    return await new Simulation(scenario, log).run();
  } finally {
    Math.random = random;
  }
}

class Simulation {
  private readonly random: Random;
  private readonly timeline: Timeline;
  private readonly server: Server;
  private readonly operators: Operators;
  private readonly referee: Referee;
  private readonly jobs: Job[] = [];
  private readonly orders: RestoreOrder[] = [];
  private readonly around: Around;
  private isCalm = false;

  constructor(private readonly scenario: Scenario, private readonly log: Log | undefined) {
    this.random = new Random(scenario.seed);
    this.timeline = new Timeline(this.random);
    this.server = new Server(this.timeline);
    this.operators = new Operators(this.timeline, this.server, this.random, scenario.sessions);
    this.referee = new Referee(this.timeline, this.server, this.operators, new Set(scenario.start === 'rebuilt' ? [DATABASE] : []));
    this.around = {
      timeline: this.timeline,
      server: this.server,
      random: this.random,
      witness: this.referee,
      newProcess: me => this.newProcess(me),
      log: text => this.tell(text),
    };
  }

  public async run(): Promise<Outcome> {
    const { scenario, timeline } = this;
    // The jitter of waits follows from the seed as well.
    Math.random = () => this.random.next();
    this.prepare();
    let at = 0;
    scenario.commits.forEach((commit, i) => {
      // Revisions are applied one after the other.
      at += commit.after + SYNC;
      timeline.in(at, () => this.commit(commit, i));
    });
    for (const incident of scenario.incidents) timeline.in(incident.at, () => this.befall(incident));
    const storm = Math.max(at, ...scenario.incidents.map(i => i.at)) + STORM;
    timeline.in(storm, () => { this.isCalm = true; });
    await timeline.run(timeline.now + storm + CALM_DOWN, () => this.referee.check());
    this.referee.checkEnd(this.jobs);
    for (const job of this.jobs) for (const pod of job.pods) pod.agent.kill();
    return { faults: this.referee.faults, steps: timeline.steps };
  }

  private tell(text: string): void {
    this.log?.(`${new Date(this.timeline.now).toISOString().slice(11, 23)} ${text}`);
  }

  private newProcess(me: string): Process {
    return new Process(me, this.timeline, this.server, this.random, () => (this.isCalm ? CALM : this.scenario.weather), this.referee);
  }

  // What stands there at the beginning --------------------------------------------------------------------------------------------

  private prepare(): void {
    const { start, late } = this.scenario;
    const { server, operators, timeline } = this;
    server.create(POSTGRES, databaseOf({ target: DATABASE, process: 'open', waitFor: 'nothing' }));
    this.backUp(DATABASE);
    const appear = () => { for (const name of SERVICES) server.create(KIND.service, { metadata: { name, namespace: NAMESPACE }, spec: {} }); };
    operators.sync(start === 'rebuilt' ? [formerSnapshot(DATABASE, timeline.now)] : [], late);
    this.orders.push(FIRST_ORDER);
    if (start === 'new' || start === 'rebuilt') {
      timeline.in(late, appear);
      this.order(FIRST_ORDER, 'passes', []);
      return;
    }
    appear();
    operators.use(DATABASE);
    if (start === 'unrecorded') {
      this.referee.trust(server.get(POSTGRES, DATABASE).metadata.uid);
      this.referee.foreign.add(DATABASE);
      return;
    }
    for (const name of SERVICES) server.patch(KIND.service, name, { spec: { selector: routesTo(DATABASE)[0].labels } });
    this.referee.trust(server.get(POSTGRES, DATABASE).metadata.uid);
    const record = readRecord(server.create(KIND.lease, emptyRecord(RECORD, NAMESPACE)).ok && server.get(KIND.lease, RECORD));
    const { uid } = server.get(POSTGRES, DATABASE).metadata;
    server.patch(KIND.lease, RECORD, recordPatch(record, {
      database: DATABASE,
      state: 'serving',
      reason: 'Restore first is done.',
      by: 'orders-first',
      restore: FIRST,
      restoreName: 'orders-first',
      resource: POSTGRES,
      incarnation: DATABASE,
      passed: FIRST,
      routes: routesTo(DATABASE),
      done: { [FIRST]: uid },
      contents: { [DATABASE]: FIRST },
      holder: '',
      epoch: 1,
    }, timeline.now));
  }

  private backUp(incarnation: string): void {
    if (this.server.get(KIND.backupConfiguration, backupOf(incarnation)) !== undefined) return;
    this.server.create(KIND.backupConfiguration, { metadata: { name: backupOf(incarnation), namespace: NAMESPACE }, spec: { paused: false } });
  }

  // GitOps ------------------------------------------------------------------------------------------------------------------------

  private commit(commit: Commit, number: number): void {
    const order = this.orderOf(commit, String.fromCharCode(97 + number));
    if (order === undefined) return;
    this.orders.push(order);
    const job = this.jobs[this.jobs.length - 1];
    // Pruned and applied in any order.
    if (job !== undefined) this.timeline.in(this.random.between(0, SYNC - 1_000), () => job.delete());
    this.timeline.in(this.random.between(0, SYNC - 1_000), () => {
      if (this.server.get(POSTGRES, order.target) === undefined && order.waitFor !== 'nothing') this.makeTarget(order);
      this.backUp(order.target);
    });
    this.timeline.in(this.random.between(0, SYNC - 1_000), () => this.order(order, commit.disconnect === 'none' ? 'passes' : commit.disconnect, commit.checks));
  }

  private makeTarget(order: RestoreOrder): void {
    this.server.create(POSTGRES, databaseOf(order));
    if (this.scenario.start !== 'foreign target' || isOver(order)) return;
    // Somebody else's, of the same name.
    this.server.patch(POSTGRES, order.target, { spec: { init: null }, metadata: { creationTimestamp: '2026-01-01T00:00:00Z' } });
    this.operators.use(order.target);
    this.referee.foreign.add(order.target);
  }

  private orderOf(commit: Commit, letter: string): RestoreOrder | undefined {
    const last = this.orders[this.orders.length - 1];
    if (commit.kind === 'again') return last;
    if (commit.kind === 'revert') return this.orders[this.orders.length - 2] ?? last;
    const predecessors = commit.kind === 'next' || last.id === FIRST ? [...last.predecessors, last.id] : last.predecessors;
    const previous = commit.kind === 'next' || last.id === FIRST ? last.target : last.previous ?? DATABASE;
    const isOverwrite = isOver(commit);
    return {
      id: letter,
      predecessors,
      process: commit.process,
      waitFor: isOverwrite ? 'ready' : commit.process === 'archiver' ? 'reachable' : commit.waitFor,
      target: isOverwrite ? previous : `${DATABASE}-${letter}`,
      previous,
      checks: commit.checks.length,
      disconnect: commit.disconnect !== 'none',
      resume: commit.resume,
      deadline: commit.deadline,
      isolates: commit.isolates,
      takesSafety: commit.takesSafety,
      isGuarded: false,
    };
  }

  private order(order: RestoreOrder, disconnect: 'passes' | 'fails' | 'hangs', checks: readonly ('passes' | 'fails' | 'hangs')[]): void {
    const name = `orders-${order.id}`;
    const before = this.jobs.filter(j => j.order.job === name).pop();
    if (before !== undefined && before.state !== 'deleted') before.delete();
    this.jobs.push(new Job({ job: name, intent: intentOf(order), disconnect, checks }, this.around));
  }

  // Incidents ---------------------------------------------------------------------------------------------------------------------

  private befall(incident: Incident): void {
    const job = this.jobs[this.jobs.length - 1];
    const pod = job?.pod;
    switch (incident.kind) {
      case 'person': return this.command(incident, 0);
      case 'crash': return pod?.crash();
      case 'evict': return pod?.evict();
      case 'vanish': return pod?.vanish();
      case 'replace': return job?.replace();
      case 'stall': return pod?.agent.standStill(incident.milliseconds);
      case 'recreate': return this.recreate();
      case 'foreign session': return this.restoreByHand();
      case 'lose record': { this.server.remove(KIND.lease, RECORD); return this.referee.recordIsLost(); }
    }
  }

  private recreate(): void {
    const { target, waitFor } = this.orders[this.orders.length - 1];
    // What a session has made itself nobody else makes anew.
    if (waitFor === 'nothing' && target !== DATABASE) return;
    const before = this.server.get(POSTGRES, target);
    if (before === undefined || this.referee.foreign.has(target)) return;
    this.server.remove(POSTGRES, target);
    const { resourceVersion, uid, ...metadata } = before.metadata;
    this.timeline.in(this.random.between(100, 20_000), () => {
      if (this.server.get(POSTGRES, target) !== undefined) return;
      const { initialized, ...init } = before.spec.init ?? {};
      this.server.create(POSTGRES, { metadata, spec: Object.keys(init).length === 0 ? {} : { init } });
    });
  }

  private restoreByHand(): void {
    const { target } = this.orders[this.orders.length - 1];
    // The operator's own sessions write to what it restores by itself: nobody can tell them from others.
    if (this.orders.some(o => o.target === target && (o.process === 'archiver' || o.process === 'in-place'))) return;
    this.server.create(KIND.restoreSession, { metadata: { name: 'by-hand', namespace: NAMESPACE }, spec: { target: { name: target } } });
  }

  private hear(person: string, text: string): void {
    if (text.endsWith('Do it by hand')) this.referee.isTold = true;
    this.tell(`${person}: ${text}`);
  }

  private command(incident: Extract<Incident, { kind: 'person' }>, tries: number): void {
    const person = `kim${tries === 0 ? '' : tries}`;
    const me = personOf(person);
    const intent: PersonIntent = { namespace: NAMESPACE, record: RECORD, command: incident.command, person, reason: '', skipsChecks: incident.skipsChecks };
    const process = this.newProcess(me);
    this.referee.person(process, intent);
    this.timeline.isAwaited = true;
    // Killed at the keyboard: what was begun is gone on with.
    const again = () => { if (tries < 20) this.timeline.in(5_000, () => this.command({ ...incident, command: incident.command === 'halt' ? 'halt' : 'resume', skipsChecks: true, killedAfter: undefined }, tries + 1)); };
    if (incident.killedAfter !== undefined) {
      this.timeline.in(incident.killedAfter, () => {
        process.kill();
        again();
      });
    }
    void drive(personProgram(intent), {
      api: process, clock: process, log: text => this.hear(me, text), gates: NOBODY, stop: process.stop, limits: PERSON_LIMITS,
    }, { me, by: me }).then(({ exit, say }) => {
      if (!process.isAlive) return;
      if (say.trim() === '') this.referee.fault('every end has a reason', me);
      if (exit === Exit.REFUSED || (exit === Exit.FAILED && tries > 0)) again();
      process.kill();
    });
  }
}
