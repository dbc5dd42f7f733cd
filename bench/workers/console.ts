import { join } from 'path';
import { Readable } from 'stream';
import { answer, cpu } from './measured';
import type { main as Main } from '../../src/cli/main';

/** What a console took. */
export interface Taken {
  /** Milliseconds of processor time until it could be asked. */
  readonly start: number;
  /** Milliseconds of processor time for each of its plans, that of who asks included. */
  readonly plans: readonly number[];
}

// console.js EXPORT PLANS: starts a console on an export, asks for its Snapshots as the page does, and has it plan so many restores, each of another second.
const [file, count] = process.argv.slice(2);

async function run(): Promise<void> {
  const before = cpu();
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { main } = require(join(__dirname, '..', 'package', 'lib', 'cli', 'main.js')) as { main: typeof Main };
  let interrupt = () => { /* it has not begun */ };
  let ended: Promise<number> | undefined;
  const address = await new Promise<string>(resolve => {
    ended = main(['console', '--no-open', '--from', file], {
      stdin: Object.assign(Readable.from([]), { isTTY: false }),
      stdout: { write: text => resolve(text.trim()) },
      stderr: { write: () => undefined },
      env: {},
      now: () => new Date('2026-11-22T12:00:00Z'),
      onInterrupt: handler => {
        interrupt = handler;
        return () => undefined;
      },
    });
  });
  const start = cpu() - before;
  const page = await fetch(address);
  const { origin } = new URL(address);
  const headers = { 'Cookie': page.headers.getSetCookie().map(c => c.split(';')[0]).join('; '), 'Origin': origin, 'Content-Type': 'application/json' };
  const ask = async (command: string, options: object) => {
    const body = JSON.stringify({ arguments: ['orders'], options: { namespace: 'shop', ...options } });
    const response = await fetch(`${origin}/api/commands/${command}`, { method: 'POST', headers, body });
    return await response.json() as { answer?: { ok?: boolean } };
  };
  const plans: number[] = [];
  if (Number(count) > 0) await ask('snapshots', {});
  for (let i = 0; i < Number(count); i++) {
    const asked = cpu();
    const said = await ask('plan', { at: new Date(Date.parse('2026-11-21T08:00:00Z') + i * 1000).toISOString().replace('.000', ''), storage: '60Gi' });
    if (said.answer?.ok !== true) throw new Error(`no plan: ${JSON.stringify(said)}`);
    plans.push(cpu() - asked);
  }
  interrupt();
  await ended;
  answer({ start, plans } satisfies Taken);
}

void run().catch(e => {
  console.error(e);
  process.exit(1);
});
