import { arrange } from './arrange';
import { say } from './findings';
import { typedKindOf } from './kinds';
import { adoptObject, ObjectOptions } from './object';
import { programText } from './program';
import { OutputFile, projectFiles } from './project';
import { InputFile, read } from './read';
import { AdoptionReport, reported, shareOf } from './report';
import { versions } from './versions';

/** How files are adopted. */
export interface AdoptOptions extends ObjectOptions {}

/** What is to be written, and what became of what. */
export interface AdoptResult {
  readonly files: OutputFile[];
  readonly report: AdoptionReport;
}

/** Turns manifests into a cdk8s app that prints the same objects. Touches nothing outside. */
export function adopt(inputs: readonly InputFile[], options: AdoptOptions = {}): AdoptResult {
  const { given, findings } = read(inputs);
  const adoptions = given.map(g => adoptObject(g, options));
  const { groups, findings: arranged } = arrange(adoptions.flatMap(a => a.adopted ?? []));
  const objects = groups.flatMap(g => g.objects);
  const secrets = adoptions.flatMap((a, i) => (a.secret === undefined ? [] : [`${a.secret} of ${given[i].source} stays out of code.`]));
  const snapshots = adoptions.filter(a => a.isSnapshot).length;
  const reports = objects.map(o => ({ typed: typedKindOf(o.given.object.apiVersion, o.app.kind) !== undefined, report: reported(o) }));
  return {
    files: objects.length === 0 ? [] : [
      { path: 'main.ts', text: programText(groups, secrets.map(s => s.replace(/\s+/g, ' '))), keep: false },
      ...projectFiles(versions()),
    ],
    report: {
      objects: reports.map(r => r.report),
      share: shareOf(reports.filter(r => r.typed).map(r => r.report)),
      findings: [...findings, ...adoptions.flatMap(a => a.findings), ...snapshots > 0 ? [say.snapshotsLeftOut(snapshots)] : [], ...arranged],
    },
  };
}
