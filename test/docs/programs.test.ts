import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';
import { difference, parseYaml } from './excerpt';
import { blocksOf, PAGES, Program, programsOf, ROOT } from './pages';
import * as library from '../../src';

const PROGRAMS = PAGES.flatMap(programsOf);
const NAMED: [string, Program][] = PROGRAMS.map(p => [`${p.page}.md, program ${p.index + 1}`, p]);

/** What a program synthesizes, and the codes of its warnings. */
function run(program: Program): { objects: any[]; warnings: string[] } {
  const { outputText } = ts.transpileModule(program.source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } });
  const outdir = mkdtempSync(join(tmpdir(), 'docs-'));
  process.env.CDK8S_OUTDIR = outdir;
  const module = { exports: {} as any };
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what a program imports is found as this test finds it
  const load = (name: string): unknown => (name === 'cdk8s-kubestash' ? library : require(name));
  new Function('require', 'module', 'exports', outputText)(load, module, module.exports);
  const { app } = module.exports;
  const warnings = library.Findings.of(app).all.map(f => f.code);
  app.synth();
  return { objects: readdirSync(outdir).flatMap(file => parseYaml(readFileSync(join(outdir, file), 'utf8'))), warnings };
}

describe('programs of the pages', () => {
  beforeEach(() => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(console, 'log').mockReturnValue();
  });
  afterEach(() => { jest.restoreAllMocks(); });

  test('are valid TypeScript under the strictest rules', () => {
    const sources = new Map(PROGRAMS.map(p => [join(__dirname, `${p.page}-${p.index}.ts`), p.source]));
    const { config } = ts.readConfigFile(join(ROOT, 'test/tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['docs/pages.ts'] }, ts.sys, join(ROOT, 'test'));
    const strict = { ...options, noUnusedLocals: false, isolatedModules: false };
    const host = ts.createCompilerHost(strict);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = file => sources.has(file) || fileExists(file);
    host.readFile = file => sources.get(file) ?? readFile(file);
    host.getSourceFile = (file, version, ...rest) => {
      const text = sources.get(file);
      return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
    };
    const program = ts.createProgram([...sources.keys()], strict, host);
    const problems = [...sources.keys()].flatMap(file => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
    expect(ts.formatDiagnostics(problems, { getCanonicalFileName: f => f, getCurrentDirectory: () => ROOT, getNewLine: () => '\n' })).toBe('');
  }, 300_000);

  test.each(NAMED)('%s synthesizes, and makes what the page shows', (_, program) => {
    const { objects, warnings } = run(program);
    expect(objects.length).toBeGreaterThan(0);
    for (const block of program.excerpts) {
      for (const excerpt of parseYaml(block.text)) {
        const where = `${program.page}.md:${block.line}: ${excerpt.kind} ${excerpt.metadata?.name}`;
        const candidates = objects.filter(o => o.kind === excerpt.kind && difference(excerpt.metadata?.name, o.metadata.name) === undefined);
        const differences = candidates.map(o => difference(excerpt, o));
        const found = candidates.length === 0
          ? `there is none; there are ${objects.filter(o => o.kind === excerpt.kind).map(o => o.metadata.name).join(', ')}`
          : differences.includes(undefined) ? undefined : differences[0];
        expect(`${where}: ${found ?? 'ok'}`).toBe(`${where}: ok`);
      }
    }
    // A page that makes a warning says so.
    const text = blocksOf(program.page).map(b => b.text).join('\n') + readFileSync(join(ROOT, `docs/${program.page}.md`), 'utf8');
    for (const code of warnings) expect(text).toContain(code);
  });
});

test('YAML of another origin can be read', () => {
  for (const page of PAGES) {
    for (const block of blocksOf(page).filter(b => b.lang === 'yaml' && b.remark === 'not synthesized')) {
      expect(() => parseYaml(block.text)).not.toThrow();
    }
  }
});
