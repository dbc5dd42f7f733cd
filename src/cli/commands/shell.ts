import { ENGINES } from '../../engines/registry';
import { clientCertificate } from '../../engines/tls';
import { isName, plain } from '../../protocol/text';
import { readManifest } from '../../restore/imported-manifest';
import { maintenanceName } from '../../traffic/endpoints';
import { RUN_POD } from '../../traffic/isolation';
import { Json } from '../../values/json';
import { findDatabase } from '../cluster/database';
import { Call, Command } from '../command';
import { CLUSTER_OPTIONS, RECORD_OPTION } from '../common-options';
import { CliError, Exit } from '../exit';
import { shellOf } from '../shells';

export const shell: Command = {
  arguments: [{ name: 'DB', summary: 'the database, or one of its incarnations with --incarnation', completes: 'database' }],
  options: {
    ...CLUSTER_OPTIONS,
    ...RECORD_OPTION,
    incarnation: { type: 'string', value: 'NAME', summary: 'another incarnation than the one that serves, such as one that waits to be opened' },
    service: { type: 'string', value: 'NAME', summary: 'the maintenance Service, where it is not called INCARNATION-maintenance' },
    engine: { type: 'string', value: 'ENGINE', summary: 'engine of DB, where it has no record', values: ENGINES.map(e => e.key) },
    image: { type: 'string', value: 'IMAGE', summary: 'image with the engine\'s client; that of the database\'s version by default' },
    print: { type: 'boolean', summary: 'print the kubectl command instead of running it' },
  },
  examples: ['shell orders -n shop', 'shell orders -n shop --incarnation orders-1a2b3c4d --print'],
  notes: ['Starts a pod of its own that reaches the database through the maintenance Service, also while it is halted, and is removed at the end. The password goes from the Secret to the pod, nowhere else.'],
  run: async call => {
    const { io, kubectl, options } = call;
    const { args, image } = await podCommand(call);
    if (options.flag('print')) {
      io.stdout.write(`${[kubectl.executable, ...kubectl.clusterFlags, ...args].map(quoted).join(' ')}\n`);
      return Exit.OK;
    }
    if (io.stdin.isTTY !== true) throw new CliError(Exit.USAGE, 'a shell needs a terminal', '--print prints the kubectl command');
    io.stderr.write(`starting ${image}\n`);
    const child = kubectl.start(args, ['inherit', 'inherit', 'inherit']);
    return new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', code => resolve(code ?? Exit.CLUSTER));
    });
  },
};

async function podCommand(call: Call): Promise<{ args: string[]; image: string }> {
  const { io, kubectl, options, arguments: [database] } = call;
  const namespace = await kubectl.namespace();
  const found = await findDatabase(kubectl, { database, namespace, engine: options.text('engine'), record: options.text('record') });
  if (found.manifest === undefined) {
    throw new CliError(Exit.FINDINGS, `there is no database "${database}" in namespace ${namespace}`, 'is it the right namespace (-n)?');
  }
  const { engine, version, outline, authSecret } = readManifest(found.manifest);
  if (engine === undefined) throw new CliError(Exit.FINDINGS, `${found.manifest.kind} is no kind that this library knows`);
  const { shell: client, client: endpoint, key } = engine._facts;
  const image = options.text('image') ?? (Object.keys(client.images).includes(version ?? '') ? client.images[version!] : undefined);
  if (image === undefined) throw new CliError(Exit.USAGE, `the image of ${key} ${plain(version ?? 'without a version', 100)} is not known`, 'name one with --image');
  const incarnation = checkedName(options.text('incarnation') ?? found.manifest.metadata.name);
  const open = outline.disableAuth === true || outline.disableSecurity === true;
  const secret = (name: string, from: string, secretKey: string | undefined): Json[] => secretKey === undefined ? []
    : [{ name, valueFrom: { secretKeyRef: { name: from, key: secretKey } } }];
  const auth = authSecret ?? `${database}-auth`;
  const certificate = clientCertificate(engine._facts, outline, incarnation);
  const pod = `${incarnation}-shell-${io.now().getTime().toString(36)}`;
  const overrides = {
    metadata: { labels: { [RUN_POD]: database } },
    spec: {
      automountServiceAccountToken: false,
      containers: [{
        name: 'shell',
        image,
        command: ['sh', '-c', shellOf(key)],
        stdin: true,
        stdinOnce: true,
        tty: true,
        env: [
          { name: 'DB_HOST', value: `${checkedName(options.text('service') ?? maintenanceName(incarnation))}.${namespace}.svc` },
          { name: 'DB_PORT', value: String(endpoint.ports(outline)[0].port) },
          ...(open ? [] : [...secret('DB_USERNAME', auth, client.usernameKey), ...secret('DB_PASSWORD', auth, client.passwordKey)]),
          ...(certificate === undefined ? [] : [
            { name: 'DB_TLS', value: 'true' },
            ...secret('DB_CA_PEM', certificate, 'ca.crt'), ...secret('DB_CERT_PEM', certificate, 'tls.crt'), ...secret('DB_KEY_PEM', certificate, 'tls.key'),
          ]),
        ],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      }],
    },
  };
  return {
    image,
    args: ['run', pod, `--namespace=${namespace}`, '--rm', '--stdin', '--tty', '--quiet', '--restart=Never', `--image=${image}`, `--overrides=${JSON.stringify(overrides)}`],
  };
}

/** Nothing but a name becomes a word of kubectl's. */
function checkedName(name: string): string {
  if (!isName(name)) throw new CliError(Exit.USAGE, `"${plain(name, 100)}" is no name of an object`, 'names have lower-case letters, digits, "-" and "."');
  return name;
}

/** A word as a shell reads it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
