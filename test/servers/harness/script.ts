import { spawn } from 'child_process';
import { chmodSync, cpSync } from 'fs';
import { join } from 'path';
import { folder } from './daemon';

const ASSETS = join(__dirname, '..', '..', '..', 'assets', 'client');

/** The shells that the scripts must do with: dash is Debian's sh, busybox Alpine's. */
export const SHELLS: Record<string, string[]> = { dash: ['dash'], busybox: ['busybox', 'sh'] };

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** How the container of a run calls a client script. */
export interface Call {
  readonly script: string;
  readonly command: 'ping' | 'query' | 'disconnect';
  /** The user id of the engine's image. */
  readonly user: number;
  /** Folder with the engine's client, before the machine's own commands. */
  readonly commands: string;
  readonly shell: keyof typeof SHELLS;
  readonly env: Record<string, string>;
}

/** The scripts in a folder that the users of images can read, as a ConfigMap is mounted; one of them changed for a mutant. */
export function scripts(): string {
  const made = folder('scripts');
  cpSync(ASSETS, made, { recursive: true });
  chmodSync(made, 0o755);
  return made;
}

/** Runs a client script as its container does. */
export function run(from: string, call: Call): Promise<Result> {
  const [shell, ...words] = SHELLS[call.shell];
  const temporary = folder('tmp');
  chmodSync(temporary, 0o777);
  const begun = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(shell, [...words, join(from, call.script), call.command], {
      env: { PATH: `${call.commands}:/usr/local/bin:/usr/bin:/bin`, TMPDIR: temporary, PAUSE: '0.2', UNREACHABLE: '1', TIMEOUT: '300', ...call.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      uid: call.user,
      gid: call.user,
      cwd: '/',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', data => stdout += data);
    child.stderr.on('data', data => stderr += data);
    child.on('error', reject);
    const late = setTimeout(() => child.kill('SIGKILL'), 400_000);
    child.on('close', status => clearTimeout(late) ?? resolve({ status, stdout, stderr, seconds: (Date.now() - begun) / 1000 }));
  });
}
