import { spawn } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { found } from '../support/needs';

/** The scripts, or mutants of them. */
export const SCRIPTS = process.env.CLIENT_SCRIPTS ?? join(__dirname, '..', '..', 'assets', 'client');

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a client script as the run does: its files side by side, everything else in the environment. */
export function client(shell: string[], script: string, command: string, env: Record<string, string>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(found(shell[0])!, [...shell.slice(1), join(SCRIPTS, script), command], {
      env: { PATH: process.env.PATH, TIMEOUT: '10', PAUSE: '0.1', UNREACHABLE: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', data => stdout += data);
    child.stderr.on('data', data => stderr += data);
    child.on('error', reject);
    child.on('close', status => resolve({ status, stdout, stderr }));
  });
}

/** A folder of commands that stand for an engine's own. */
export class Stubs {
  public readonly folder = mkdtempSync(join(tmpdir(), 'stubs-'));
  private readonly log = join(this.folder, 'calls.log');

  /** Writes a command: what it is called with, and what is on its standard input, goes into the log; then comes its body. */
  public add(name: string, body: string): this {
    const path = join(this.folder, name);
    writeFileSync(path, `#!/bin/sh
printf 'call %s' '${name}' >>'${this.log}'
for word in "$@"; do printf ' [%s]' "$word" >>'${this.log}'; done
printf '\\n' >>'${this.log}'
STUBS='${this.folder}'
input() { cat >"$STUBS/input"; cat "$STUBS/input" >>'${this.log}'; }
${body}
`);
    chmodSync(path, 0o755);
    return this;
  }

  /** Links to commands of this machine, for a PATH that has nothing else. */
  public link(...names: string[]): this {
    for (const name of names) symlinkSync(found(name)!, join(this.folder, name));
    return this;
  }

  public write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  public read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** All calls so far. */
  public get calls(): string {
    try {
      return readFileSync(this.log, 'utf8');
    } catch {
      return '';
    }
  }

  /** These commands first, then those of this machine. */
  public get path(): string {
    return `${this.folder}${delimiter}${process.env.PATH}`;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something is so. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${seconds} s in vain until ${what}`);
}
