import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { Api } from './api';
import { Catalogs } from './catalogs';
import { Files } from './files';
import { databasesIn } from './manifests';
import { openInBrowser } from './open';
import { serve } from './server';
import { Call, Command } from '../cli/command';
import { CLUSTER_OPTIONS } from '../cli/common-options';
import { Exit, usageError } from '../cli/exit';
import { interruptible } from '../cli/interrupt';
import { SnapshotCatalog } from '../snapshots/catalog';

const ROOT = join(__dirname, '..', '..');

export const consoleCommand: Command = {
  arguments: [],
  options: {
    'port': { type: 'string', value: 'NUMBER', summary: 'port on the loopback; a free one by default' },
    'no-open': { type: 'boolean', summary: 'do not open the browser: print the address only' },
    'read-only': { type: 'boolean', summary: 'look, plan and take away; change nothing' },
    'from': { type: 'string', value: 'FILE', summary: 'Snapshots of an export, and no cluster', completes: 'file' },
    'manifest': {
      type: 'string', value: 'FILE', summary: 'with --from: databases as kubectl get -o yaml printed them; may be repeated', multiple: true, completes: 'file',
    },
    ...CLUSTER_OPTIONS,
  },
  examples: ['console', 'console --context production --read-only', 'console --from snapshots.json --manifest orders.yaml'],
  notes: [
    'It answers on 127.0.0.1, to whoever opens the address that it prints, and does through your kubectl what you may do. It ends with Ctrl-C.',
  ],
  run: async call => {
    const { io, options } = call;
    const api = apiOf(call);
    const running = await serve(api, new Files(join(ROOT, 'assets', 'console')), portOf(call), e => io.stderr.write(`${e.stack}\n`));
    io.stdout.write(`${running.address}\n`);
    io.stderr.write('this address is a key: whoever has it can do what you can. Ctrl-C ends the console.\n');
    // What plans are made of is loaded while the browser opens, not when somebody waits for the first one.
    setImmediate(() => call.commands.find(c => c.name === 'plan')?.load());
    const forget = options.flag('no-open') || io.stdout.isTTY !== true ? () => { /* nothing was opened */ } : openInBrowser(running.address);
    try {
      await interruptible(io, interruption => interruption.promise);
    } finally {
      forget();
      await api.end();
      await running.close();
    }
    return Exit.OK;
  },
};

function apiOf({ io, commands, kubectl, options }: Call): Api {
  const catalogs = new Catalogs(io, () => performance.now());
  const from = options.text('from');
  if (from === undefined && options.all('manifest').length > 0) throw usageError('--manifest is for a console without a cluster', 'say --from FILE too');
  if (from !== undefined) catalogs.add(basename(from), SnapshotCatalog.fromFile(from));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return new Api({
    io, commands, version, kubectl, catalogs, cluster: from === undefined, readOnly: options.flag('read-only'), manifests: databasesIn(options.all('manifest')),
  });
}

function portOf({ options }: Call): number {
  const text = options.text('port') ?? '0';
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw usageError(`--port cannot be "${text}"`, 'write a number up to 65535');
  return Number(text);
}
