import { Readable } from 'stream';
import { KUBECTL } from './cluster';
import { Identity } from './control';
import { main } from '../../../src/cli/main';

/** Runs a command of the command line with somebody's rights. */
export async function cli(who: Identity, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const code = await main(argv, {
    stdin: Readable.from([]),
    stdout: { write: text => { written.out += text; } },
    stderr: { write: text => { written.err += text; } },
    env: { ...process.env, KUBECTL, KUBECONFIG: who.kubeconfig },
    now: () => new Date(),
    onInterrupt: () => () => undefined,
  });
  return { code, ...written };
}
