import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Figures } from './figures';
import { ROOT } from '../harness/cluster';
import { Scale } from '../harness/scale';
import type { Hunted } from '../mutants/hunt';

// What the suite last said, file by file: a full run is made in parts, and each part keeps what the others have said.

const RESULTS = join(ROOT, 'test', 'conformance', 'results.json');

/** What a file of scenarios came to, when all of it was last run. */
export interface FileResult {
  readonly cases: number;
  readonly passed: number;
  /** Tests of the file, several of which may be one case, or have many. */
  readonly tests: number;
  readonly failedTests: number;
  /** Seconds, the worst of all cases. */
  readonly drained?: number;
  readonly serving?: number;
  /** Seconds that it took beside whatever else was run. */
  readonly took: number;
  readonly scale: { readonly orders: number; readonly kills: number | 'all' };
}

/** All files, and all mutants. */
export interface Results {
  readonly files: Readonly<Record<string, FileResult>>;
  /** The scenario that noticed each mutant; an empty text where none did. */
  readonly mutants: Readonly<Record<string, string>>;
}

export function readResults(): Results {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : { files: {}, mutants: {} };
}

export function keepResults(results: Results): void {
  const sorted = <T>(all: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
  writeFileSync(RESULTS, `${JSON.stringify({ files: sorted(results.files), mutants: sorted(results.mutants) }, undefined, 1)}\n`);
}

/** What a file came to: its tests, as jest counts them, and the cases in them. */
export function fileResult(cases: readonly Figures[], statuses: readonly string[], took: number, scale: Scale): FileResult {
  const ran = statuses.filter(s => s === 'passed' || s === 'failed');
  return {
    cases: cases.length,
    passed: cases.filter(c => c.passed).length,
    tests: ran.length,
    failedTests: ran.filter(s => s === 'failed').length,
    drained: worst(cases.map(c => c.drained)),
    serving: worst(cases.map(c => c.serving)),
    took: Math.round(took),
    scale: { orders: scale.orders, kills: scale.kills === Infinity ? 'all' : scale.kills },
  };
}

export function mutantResults(hunted: readonly Hunted[]): Record<string, string> {
  return Object.fromEntries(hunted.map(({ mutant, caught }) => [mutant.name, caught ? mutant.caughtBy[0] : '']));
}

function worst(seconds: readonly (number | undefined)[]): number | undefined {
  const known = seconds.filter((s): s is number => s !== undefined);
  return known.length === 0 ? undefined : Number(Math.max(...known).toFixed(2));
}
