import { readdirSync, readFileSync, readlinkSync } from 'fs';

/** Memory by the command that a container runs, in MiB. */
export type Peaks = Record<string, number>;

/**
 * Watches the memory of containers below a process, each in a PID namespace of its own: the resident memory of all its processes together. What they share is counted for each of them, so it is never less than what a limit is held against,
 * but for files in the page cache.
 */
export function watchMemory(root: number, everyMs = 25): { peaks(): Peaks; stop(): void } {
  const own = namespaceOf('self');
  const peaks: Peaks = {};
  const timer = setInterval(() => look(root, own, peaks), everyMs);
  return { peaks: () => ({ ...peaks }), stop: () => clearInterval(timer) };
}

/** What the containers of a Job declare as their limits, in MiB, by the same commands. */
export function limitsOf(job: any): Peaks {
  const { initContainers = [], containers } = job.spec.template.spec;
  return Object.fromEntries([...initContainers, ...containers].flatMap((c: any) => {
    const command = commandIn(['sh', ...(c.command ?? []).slice(1), ...(c.args ?? [])]);
    const limit = /^(\d+)Mi$/.exec(c.resources?.limits?.memory ?? '');
    return command === undefined || limit === null ? [] : [[command, Number(limit[1])]];
  }));
}

function look(root: number, own: string | undefined, peaks: Peaks): void {
  const containers = new Map<string, { command?: string; megabytes: number }>();
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const namespace = namespaceOf(pid);
    if (namespace === undefined || namespace === own) continue;
    const { megabytes, first } = statusOf(pid);
    const container = containers.get(namespace) ?? { megabytes: 0 };
    container.megabytes += megabytes;
    if (first && isDescendant(pid, root)) container.command = commandIn(textOf(`/proc/${pid}/cmdline`).split('\0').filter(a => a !== ''));
    containers.set(namespace, container);
  }
  for (const { command, megabytes } of containers.values()) {
    if (command !== undefined) peaks[command] = Math.max(peaks[command] ?? 0, megabytes);
  }
}

/** Undefined for a process that has ended meanwhile. */
function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

function statusOf(pid: string): { megabytes: number; first: boolean } {
  const status = textOf(`/proc/${pid}/status`);
  return { megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024, first: /^NSpid:.*\t1$/m.test(status) };
}

/** Others may play containers on the same machine. */
function isDescendant(pid: string, root: number): boolean {
  for (let at = pid; at !== '' && at !== '0'; at = /^PPid:\s+(\d+)/m.exec(textOf(`/proc/${at}/status`))?.[1] ?? '') {
    if (at === String(root)) return true;
  }
  return false;
}

/** `agent.js run`: the script of a container and what it is told to do. */
function commandIn([program, script, ...args]: readonly string[]): string | undefined {
  return /(^|\/)(sh|node)$/.test(program ?? '') && /\.(sh|js)$/.test(script ?? '') ? [script.split('/').pop(), ...args].join(' ') : undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
