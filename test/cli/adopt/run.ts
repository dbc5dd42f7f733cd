import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';

/* eslint-disable @typescript-eslint/no-require-imports -- stands for the modules that generated code imports */
const MODULES: Record<string, unknown> = { 'cdk8s': require('cdk8s'), 'cdk8s-kubestash': require('../../../src') };

/** Runs generated code in this process and reads back all that it prints. */
export function run(code: string): any[] {
  const js = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
  const outdir = mkdtempSync(join(tmpdir(), 'adopted-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    new Function('require', 'exports', js)((name: string) => MODULES[name], {});
    return manifestsBelow(outdir);
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

function manifestsBelow(directory: string): any[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter(e => e.isFile())
    .flatMap(e => parseAllDocuments(readFileSync(join(e.parentPath, e.name), 'utf8'), { version: '1.1' }).map(d => d.toJS()));
}

/** What the compiler says about pieces of generated code, checked together in one program. */
export function typeErrors(codes: readonly string[]): string[] {
  const root = join(__dirname, '..', '..', '..');
  const { config } = ts.readConfigFile(join(root, 'test/tsconfig.json'), p => ts.sys.readFile(p));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, join(root, 'test'));
  const names = codes.map((_, i) => join(root, 'test', 'cli', 'adopt', `generated-${i}.ts`));
  const texts = new Map(names.map((n, i) => [n, codes[i]]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = name => texts.get(name) ?? readFile(name);
  host.fileExists = name => texts.has(name) || fileExists(name);
  const program = ts.createProgram(names, { ...options, skipLibCheck: true, noEmit: true }, host);
  return names.flatMap(name => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(d => `${ts.flattenDiagnosticMessageText(d.messageText, '\n')}\n${around(texts.get(name)!, d.start ?? 0)}`);
  });
}

function around(text: string, at: number): string {
  return text.slice(0, at).split('\n').slice(-8).join('\n') + text.slice(at).split('\n')[0];
}
