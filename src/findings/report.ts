import { IConstruct } from 'constructs';
import { Finding, formatFinding, Severity } from './finding';

const LEDGER = Symbol.for('cdk8s-kubestash.Ledger');

interface Source {
  readonly scope: IConstruct;
  readonly find: () => Finding[];
}

interface Acknowledgement {
  readonly path: string;
  readonly code: string;
  readonly reason: string;
}

/** What one app has reported, kept on its root. */
interface Ledger {
  readonly root: IConstruct;
  readonly sources: Source[];
  readonly scopes: Set<IConstruct>;
  readonly acknowledgements: Acknowledgement[];
  readonly warned: Set<string>;
  version: number;
  /** Number of constructs when it was last looked at. */
  size: number;
  memo?: { version: number; findings: Finding[]; errorsByPath: Map<string, string[]> };
}

function ledgerOf(scope: IConstruct): Ledger {
  const root = scope.node.root as IConstruct & { [LEDGER]?: Ledger };
  if (root[LEDGER] === undefined) {
    const ledger: Ledger = { root, sources: [], scopes: new Set(), acknowledgements: [], warned: new Set(), version: 0, size: 0 };
    root[LEDGER] = ledger;
    // The root is validated first, once in each pass: the place to notice objects that others have added.
    root.node.addValidation({ validate: () => { refresh(ledger); return evaluate(ledger).errorsByPath.get(root.node.path) ?? []; } });
    ledger.scopes.add(root);
  }
  return root[LEDGER]!;
}

/**
 * Reports what `find` returns when the app is validated, under the path of `scope`.
 * cdk8s validates once per chart and once more, so the answers of the whole app are kept until something is added.
 */
export function report(scope: IConstruct, find: () => Finding[]): void {
  const ledger = ledgerOf(scope);
  const first = !ledger.scopes.has(scope);
  ledger.scopes.add(scope);
  ledger.sources.push({ scope, find });
  ledger.version++;
  if (first) scope.node.addValidation({ validate: () => evaluate(ledger).errorsByPath.get(scope.node.path) ?? [] });
}

/** Says that something which findings depend on has changed. */
export function touch(scope: IConstruct): void {
  ledgerOf(scope).version++;
}

/** Acknowledges warnings of one code at and below a scope. */
export function acknowledge(scope: IConstruct, code: string, reason: string): void {
  const ledger = ledgerOf(scope);
  ledger.acknowledgements.push({ path: scope.node.path, code, reason });
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

function evaluate(ledger: Ledger): { findings: Finding[]; errorsByPath: Map<string, string[]> } {
  if (ledger.memo?.version === ledger.version) return ledger.memo;
  const findings: Finding[] = [];
  const errorsByPath = new Map<string, string[]>();
  for (const { scope, find } of ledger.sources) {
    if (!isAttached(scope)) continue;
    const path = scope.node.path;
    for (const found of find()) {
      // A rule about the whole app knows better which construct it means.
      const placed = { ...found, path: found.path ?? path };
      if (found.severity === Severity.WARNING && isAcknowledged(ledger, placed)) continue;
      findings.push(placed);
      if (found.severity === Severity.ERROR) {
        const lines = errorsByPath.get(path) ?? [];
        lines.push(placed.path === path ? formatFinding(found) : `${formatFinding(found)} [at ${placed.path}]`);
        errorsByPath.set(path, lines);
      } else {
        warnOnce(ledger, placed);
      }
    }
  }
  ledger.memo = { version: ledger.version, findings, errorsByPath };
  return ledger.memo;
}

function warnOnce(ledger: Ledger, f: Finding): void {
  const line = `warning: [${f.path}] ${formatFinding(f)}\n`;
  if (ledger.warned.has(line)) return;
  ledger.warned.add(line);
  process.stderr.write(line);
}

function isAcknowledged(ledger: Ledger, f: Finding): boolean {
  return ledger.acknowledgements.some(a => a.code === f.code && isAtOrBelow(f.path ?? '', a.path));
}

function isAtOrBelow(path: string, base: string): boolean {
  return base === '' || path === base || path.startsWith(`${base}/`);
}

/** Whether a construct still hangs in its tree: a later restore takes the run of an earlier one out. */
function isAttached(scope: IConstruct): boolean {
  for (let at: IConstruct = scope; at.node.scope; at = at.node.scope) {
    if (at.node.scope.node.tryFindChild(at.node.id) !== at) return false;
  }
  return true;
}
