import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { adopt } from './adopt';
import { filesIn } from './files';
import { OutputFile } from './project';
import { InputFile } from './read';
import { reportText } from './report';
import { Severity } from '../../findings/finding';
import { Call, Command } from '../command';
import { JSON_OPTION } from '../common-options';
import { Exit, usageError } from '../exit';
import { Input } from '../io';

export const adoptCommand: Command = {
  arguments: [
    { name: 'FILES', summary: 'YAML or JSON files, directories of them, or - for standard input', multiple: true, completes: 'file' },
  ],
  options: {
    'output': { type: 'string', short: 'o', value: 'DIR', summary: 'directory of the app; its main.ts must not be there yet', completes: 'directory' },
    'force': { type: 'boolean', summary: 'write main.ts even if it is there' },
    'namespace': { type: 'string', short: 'n', value: 'NAMESPACE', summary: 'namespace of databases and KubeStash objects that name none' },
    'declared-only': { type: 'boolean', summary: 'leave out what the cluster wrote: status, uid, resourceVersion, …' },
    ...JSON_OPTION,
  },
  examples: ['adopt manifests/ --output app', 'adopt billing.yaml --declared-only --output app'],
  notes: [
    'Without --output, the code goes to standard output and the report to standard error.',
    'Secrets are left out: their data does not belong into code.',
  ],
  run,
};

async function run({ io, arguments: paths, options }: Call): Promise<number> {
  if (paths.length === 0) throw usageError('adopt what?', 'name files, a directory, or - for standard input');
  const inputs: InputFile[] = [];
  for (const path of paths) inputs.push(...path === '-' ? [await readAll(io.stdin)] : readFiles(path));
  const { files, report } = adopt(inputs, { namespace: options.text('namespace'), declaredOnly: options.flag('declared-only') });
  const output = options.text('output');
  if (output !== undefined) write(output, files, options.flag('force'));
  const code = files.find(f => f.path === 'main.ts')?.text ?? '';
  if (options.flag('json')) {
    io.stdout.write(`${JSON.stringify({ ...report, ...(output === undefined ? { code } : {}) }, undefined, 2)}\n`);
  } else if (output === undefined) {
    io.stdout.write(code);
    io.stderr.write(reportText(report));
  } else {
    io.stdout.write(reportText(report));
  }
  return report.findings.some(f => f.severity === Severity.ERROR) ? Exit.FINDINGS : Exit.OK;
}

function readFiles(path: string): InputFile[] {
  try {
    return filesIn(path).map(file => ({ path: file, text: decoded(readFileSync(file)) }));
  } catch (e) {
    throw usageError(`${path} cannot be read: ${(e as Error).message}`, 'name files or directories that are there');
  }
}

/** Undefined where it is no UTF-8: it would become another text without a word. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function readAll(input: Input): Promise<InputFile> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return { path: 'standard input', text: decoded(Buffer.concat(chunks)) };
}

function write(directory: string, files: readonly OutputFile[], force: boolean): void {
  const taken = files.find(f => !f.keep && existsSync(join(directory, f.path)));
  if (taken !== undefined && !force) {
    throw usageError(`${join(directory, taken.path)} is there already`, 'name another directory, or say --force');
  }
  mkdirSync(directory, { recursive: true });
  for (const { path, text, keep } of files) {
    const at = join(directory, path);
    if (!keep || !existsSync(at)) writeFileSync(at, text);
  }
}
