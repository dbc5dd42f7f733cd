import { IConstruct } from 'constructs';
import { Finding, formatFinding, Severity } from './finding';
import { Inquiry } from './inquiry';
import { isAtOrBelow, repeats, Said } from './repeats';
import { rootOf } from './root';

const LEDGER = Symbol.for('cdk8s-kubestash.Ledger');

/** Finds what there is to say, where some values may have been refused already. */
export type Find = (inquiry: Inquiry) => Finding[];

interface Source {
  readonly scope: IConstruct;
  readonly find: Find;
  /** Whether it says nothing about the values of the construct. */
  readonly aside: boolean;
}

/** What all sources said at one version. */
interface Answers {
  readonly version: number;
  readonly findings: Finding[];
  readonly errors: Map<IConstruct, string[]>;
  /** What was refused of the values of each construct that reports, and of those that they come from. */
  readonly refused: Map<IConstruct, Set<string>>;
  /** The same, of each construct and all below it. */
  readonly within: Map<IConstruct, Set<string>>;
  readonly told: Set<object>;
}

/** What one app has reported, kept on its root. */
interface Ledger {
  readonly root: IConstruct;
  readonly sources: Source[];
  readonly scopes: Set<IConstruct>;
  /** Constructs that a construct's values come from. */
  readonly origins: Map<IConstruct, readonly IConstruct[]>;
  /** Reasons by path, by the code that is acknowledged there. */
  readonly acknowledged: Map<string, Map<string, string>>;
  readonly warned: Set<string>;
  /** Whether somebody else prints the warnings. */
  silent: boolean;
  version: number;
  /** Number of constructs when it was last looked at. */
  size: number;
  memo?: Answers;
}

function ledgerOf(scope: IConstruct): Ledger {
  const root = rootOf(scope) as IConstruct & { [LEDGER]?: Ledger };
  if (root[LEDGER] === undefined) {
    const ledger: Ledger = {
      root, sources: [], scopes: new Set(), origins: new Map(), acknowledged: new Map(), warned: new Set(), silent: false, version: 0, size: 0,
    };
    root[LEDGER] = ledger;
    // The root is validated first, once in each pass: the place to notice objects that others have added.
    root.node.addValidation({ validate: () => { refresh(ledger); return evaluate(ledger).errors.get(root) ?? []; } });
    ledger.scopes.add(root);
  }
  return root[LEDGER]!;
}

/**
 * Reports what `find` returns when the app is validated, under the path of `scope`. What was refused of its values so far, of
 * those of the constructs around it, or of those that it follows from, is known to its inquiry.
 * cdk8s validates once per chart and once more, so the answers of the whole app are kept until something is added.
 */
export function report(scope: IConstruct, find: Find): void {
  add(scope, find, false);
}

/** Reports what has nothing to do with the values of a construct, so that they are judged all the same. */
export function reportAside(scope: IConstruct, find: Find): void {
  add(scope, find, true);
}

function add(scope: IConstruct, find: Find, aside: boolean): void {
  const ledger = ledgerOf(scope);
  const first = !ledger.scopes.has(scope);
  ledger.scopes.add(scope);
  ledger.sources.push({ scope, find, aside });
  ledger.version++;
  if (first) scope.node.addValidation({ validate: () => evaluate(ledger).errors.get(scope) ?? [] });
}

/** Says that the values of a construct, and of all below it, come from others: what is refused there is no mistake here. */
export function follows(scope: IConstruct, ...origins: IConstruct[]): void {
  ledgerOf(scope).origins.set(scope, origins);
}

/** Says that something which findings depend on has changed. */
export function touch(scope: IConstruct): void {
  ledgerOf(scope).version++;
}

/** Stands for what has been found as long as nothing is added that findings depend on; undefined until somebody asks again. */
export function presentAnswers(scope: IConstruct): object | undefined {
  const { memo, version } = ledgerOf(scope);
  return memo?.version === version ? memo : undefined;
}

/** Has no warning of an app printed: whoever calls this asks for the findings and shows them. */
export function silence(scope: IConstruct): void {
  ledgerOf(scope).silent = true;
}

/** Acknowledges warnings of one code at and below a scope. */
export function acknowledge(scope: IConstruct, code: string, reason: string): void {
  const ledger = ledgerOf(scope);
  const reasons = ledger.acknowledged.get(code) ?? new Map<string, string>();
  ledger.acknowledged.set(code, reasons.set(scope.node.path, reason));
  ledger.version++;
}

/** All findings at and below a scope that nobody acknowledged. */
export function findingsAt(scope: IConstruct): Finding[] {
  const base = scope.node.path;
  const ledger = ledgerOf(scope);
  refresh(ledger);
  return evaluate(ledger).findings.filter(f => isAtOrBelow(f.path ?? '', base));
}

function refresh(ledger: Ledger): void {
  const size = ledger.root.node.findAll().length;
  if (size === ledger.size) return;
  ledger.size = size;
  ledger.version++;
}

function evaluate(ledger: Ledger): Answers {
  if (ledger.memo?.version === ledger.version) return ledger.memo;
  const answers: Answers = { version: ledger.version, findings: [], errors: new Map(), refused: new Map(), within: new Map(), told: new Set() };
  ledger.memo = answers;
  const attached = ledger.sources.filter(({ scope }) => isAttached(scope));
  // Who asks about the whole app does so last, when it is known what is wrong already.
  const asked = (whole: boolean) => attached.filter(({ scope }) => (scope === ledger.root) === whole).flatMap(s => answer(ledger, answers, s));
  const own = asked(false);
  const said = [...own, ...asked(true).filter(one => !isAboutSame(one, own))];
  const again = repeats(ledger, said);
  for (const one of said) if (!again.has(one)) place(ledger, answers, one);
  return answers;
}

function answer(ledger: Ledger, answers: Answers, { scope, find, aside }: Source): Said[] {
  const inquiry = new Inquiry(refusedFor(ledger, answers, scope), answers.told);
  const found = find(inquiry);
  for (const { severity, property } of found) if (severity === Severity.ERROR) inquiry.refuse(property ?? '');
  // A doubt about a value says nothing more where the value is refused.
  const isVain = ({ severity, property }: Finding) => severity === Severity.WARNING && property !== undefined && inquiry.isRefused([property]);
  if (inquiry.all.size > 0 && !aside) {
    addTo(answers.refused, scope, inquiry.all);
    for (const around of scope.node.scopes) addTo(answers.within, around, inquiry.all);
  }
  // A rule about the whole app knows better which construct it means.
  return found.filter(f => !isVain(f)).map(f => ({ scope, found: { ...f, path: f.path ?? scope.node.path } }));
}

/** Whether a construct, or one around it, has said something of a property: it knows best what stands there. */
function isAboutSame({ found: { property, path } }: Said, said: readonly Said[]): boolean {
  return property !== undefined && said.some(({ found }) => found.property === property && isAtOrBelow(path, found.path));
}

function refusedFor({ origins }: Ledger, { refused, within }: Answers, scope: IConstruct): string[] {
  if (refused.size === 0) return [];
  return scope.node.scopes.flatMap(at => [at === scope.node.root ? undefined : refused.get(at), ...(origins.get(at) ?? []).map(o => within.get(o))])
    .flatMap(properties => [...properties ?? []]);
}

function addTo(map: Map<IConstruct, Set<string>>, scope: IConstruct, properties: Iterable<string>): void {
  const known = map.get(scope) ?? new Set();
  for (const property of properties) known.add(property);
  map.set(scope, known);
}

/** Tells whether something is wrong with a construct of an app or one around it: what rules about the whole app find there may follow from it. */
export function faultsIn(root: IConstruct): (scope: IConstruct) => boolean {
  const { memo } = ledgerOf(root);
  if (memo === undefined || memo.refused.size === 0) return () => false;
  return scope => scope.node.scopes.some(at => at !== root && memo.refused.has(at));
}

function place(ledger: Ledger, { findings, errors }: Answers, { scope, found }: Said): void {
  if (found.severity === Severity.WARNING && isAcknowledged(ledger, found)) return;
  findings.push(found);
  if (found.severity === Severity.WARNING) {
    warnOnce(ledger, found);
    return;
  }
  const lines = errors.get(scope) ?? [];
  lines.push(found.path === scope.node.path ? formatFinding(found) : `${formatFinding(found)} [at ${found.path}]`);
  errors.set(scope, lines);
}

function warnOnce(ledger: Ledger, f: Finding): void {
  if (ledger.silent) return;
  const line = `warning: [${f.path}] ${formatFinding(f)}\n`;
  if (ledger.warned.has(line)) return;
  ledger.warned.add(line);
  process.stderr.write(line);
}

function isAcknowledged({ acknowledged }: Ledger, { code, path }: Said['found']): boolean {
  const reasons = acknowledged.get(code);
  if (reasons === undefined) return false;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (reasons.has(at)) return true;
  }
  return reasons.has('');
}

/** Whether a construct still hangs in its tree: a later restore takes the run of an earlier one out. */
function isAttached(scope: IConstruct): boolean {
  for (let at: IConstruct = scope; at.node.scope; at = at.node.scope) {
    if (at.node.scope.node.tryFindChild(at.node.id) !== at) return false;
  }
  return true;
}
