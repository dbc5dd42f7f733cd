import { spawn } from 'child_process';
import { userInfo } from 'os';
import { join } from 'path';
import { CliError, Exit } from './exit';
import { Interruption } from './interrupt';
import { Io } from './io';
import { Kubectl } from './kubectl';

const SCRIPT = join(__dirname, '..', '..', 'assets', 'run.sh');

/** What came of the script. */
export interface ScriptAnswer {
  /** docs/protocol.md lists them. */
  readonly code: number;
  /** Its log, which was passed on to standard error. */
  readonly said: string;
}

/** Runs a command of a person by the script that the runs use too. Ctrl-C is passed on to it, once: it lets the record go before it ends. */
export function runPersonScript(
  io: Io, kubectl: Kubectl, command: string, settings: Record<string, string>, interruption: Interruption,
): Promise<ScriptAnswer> {
  const { context, kubeconfig } = kubectl.flags;
  const env = {
    ...io.env,
    KUBECTL: kubectl.executable,
    PERSON: loginName(),
    MOVE_ON: '',
    ...settings,
    KUBE_CONTEXT: context ?? '',
    ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }),
  };
  const child = spawn('sh', [SCRIPT, 'person', command], { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    said += text;
    io.stderr.write(text);
  });
  void interruption.promise.then(() => child.kill('SIGTERM'));
  return new Promise<ScriptAnswer>((resolve, reject) => {
    child.on('error', e => reject(new CliError(Exit.CLUSTER, `sh could not be started: ${e.message}`, 'these commands run a shell script: a POSIX shell named sh is needed')));
    child.on('close', code => resolve({ code: code ?? 1, said }));
  });
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
