import { readdirSync, readFileSync, readlinkSync } from 'fs';

/** Peaks of memory by the command that a container runs, in megabytes. */
export type Peaks = Record<string, number>;

/**
 * Watches the memory of containers that run on this machine, each in a PID namespace of its own: the resident memory of all its
 * processes together. What they share is counted for each of them, so it is never less than what a limit is held against,
 * but for files in the page cache.
 */
export function watchMemory(everyMs = 25): () => Peaks {
  const own = namespaceOf('self');
  const peaks: Peaks = {};
  const timer = setInterval(() => look(own, peaks), everyMs);
  return () => {
    clearInterval(timer);
    return peaks;
  };
}

function look(own: string | undefined, peaks: Peaks): void {
  const containers = new Map<string, { command?: string; megabytes: number }>();
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const namespace = namespaceOf(pid);
    if (namespace === undefined || namespace === own) continue;
    const { megabytes, first } = statusOf(pid);
    const container = containers.get(namespace) ?? { megabytes: 0 };
    container.megabytes += megabytes;
    if (first) container.command = commandOf(pid);
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

/** `run.sh restore`: the script of a container and what it is told to do. */
function commandOf(pid: string): string | undefined {
  const [program, script, ...args] = textOf(`/proc/${pid}/cmdline`).split('\0').filter(a => a !== '');
  return /(^|\/)(sh|node)$/.test(program ?? '') && /\.(sh|js)$/.test(script ?? '') ? [script.split('/').pop(), ...args].join(' ') : undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
