import { spawnSync } from 'child_process';
import { join } from 'path';
import { BUILD } from './build';

/** What one child process used. */
export interface Used {
  /** Milliseconds of processor time, user and system, of it and its children. */
  readonly cpu: number;
  /** Milliseconds on the wall clock: of little use on a busy machine. */
  readonly wall: number;
  /** Megabytes at its peak. */
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs a worker in a process of its own; it prints what it measured as JSON. */
export function worker<T>(name: string, ...args: (string | number)[]): T {
  const flags = ['--expose-gc', '--max-old-space-size=12000'];
  const { stdout, status, stderr } = spawnSync(process.execPath, [...flags, join(BUILD, 'workers', `${name}.js`), ...args.map(String)], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').pop()!) as T;
}

const PROGRAM = `
import json, os, resource, subprocess, sys, time
start = time.time()
done = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], 'w'), stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'cpu': (used.ru_utime + used.ru_stime) * 1000, 'wall': (time.time() - start) * 1000, 'megabytes': used.ru_maxrss / 1024, 'code': done.returncode}))
`;

/** Runs any command and says what it used. Node cannot ask that about a child, so a little Python does. */
export function command(out: string, file: string, ...args: string[]): Omit<Used, 'stdout'> {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', PROGRAM, out, file, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`python3: ${stderr}`);
  const { code, ...used } = JSON.parse(stdout);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
  return used;
}
