import { Group } from './arrange';
import { constructText, importsOf, needsPatch, Placed, referencesOf } from './construct';
import { ReferenceExpr } from './expr';
import { Names, pascal } from './names';
import { Adopted } from './object';
import { quoted } from './print';

/** A chart: all objects of one namespace. */
interface ChartPart {
  readonly variable: string;
  readonly id: string;
  readonly namespace?: string;
  readonly constructs: Placed[];
}

/** One app of the program. */
interface AppPart {
  readonly variable: string;
  readonly number: number;
  readonly charts: ChartPart[];
}

/** Names that the program uses otherwise. */
const IMPORTED = ['App', 'ApiObject', 'Chart', 'JsonPatch'];

/** The text of `main.ts`. */
export function programText(groups: readonly Group[], comments: readonly string[]): string {
  const names = new Names(...IMPORTED);
  const apps = groups.map((group, i) => appPart(group, i + 1, names));
  const constructs = apps.flatMap(a => a.charts).flatMap(c => c.constructs);
  const files = new Set(constructs.map(c => c.adopted.given.file));
  const bodies = apps.map(app => appText(app, files.size > 1));
  return [
    importText(constructs),
    ...(comments.length > 0 ? [`${comments.map(c => `// ${c}`).join('\n')}\n`] : []),
    ...bodies,
    `${apps.map(a => `${a.variable}.synth();\n`).join('')}`,
  ].join('\n');
}

function appPart({ objects }: Group, number: number, names: Names): AppPart {
  const variable = names.take(number === 1 ? 'app' : `app${number}`);
  const namespaces = [...new Set(objects.map(o => o.app.namespace))];
  const ids = new Names();
  const charts = namespaces.map((namespace): ChartPart => {
    const id = namespace === undefined ? ids.take('cluster', 'cluster-scoped') : ids.take(namespace);
    const chart = names.variable(pascal(id));
    const own = objects.filter(o => o.app.namespace === namespace);
    return { variable: chart, id, namespace, constructs: placedIn(own, chart) };
  });
  const made = charts.flatMap(c => c.constructs);
  made.forEach((construct, i) => {
    const wanted = needsPatch(construct.adopted) || made.slice(i + 1).some(c => referencesOf(c.adopted).some(r => isTo(r, construct, c)));
    if (wanted) construct.variable = names.variable(construct.id);
  });
  return { variable, number, charts };
}

function placedIn(objects: readonly Adopted[], chart: string): Placed[] {
  const ids = new Names();
  return objects.map(adopted => {
    const { name, kind } = adopted.app;
    const plain = pascal(name);
    return { adopted, chart, id: ids.take(plain, `${plain}${pascal(kind)}`, `${plain}${pascal(kind)}${pascal(adopted.app.group)}`) };
  });
}

/**
 * Whether a reference is to a construct that stands before it. Constructs but BackupStorage do not tell their namespace, so they
 * only stand for references within one.
 */
function isTo(reference: ReferenceExpr, { adopted }: Placed, from: Placed): boolean {
  const { app, className } = adopted;
  return className === reference.kind && app.name === reference.name && app.namespace === reference.home
    && (className === 'BackupStorage' || app.namespace === from.adopted.app.namespace);
}

function appText(app: AppPart, headed: boolean): string {
  const made = app.charts.flatMap(c => c.constructs);
  const outdir = app.number === 1 ? '' : `{ outdir: \`\${app.outdir}/${app.number}\` }`;
  return [
    `const ${app.variable} = new App(${outdir});\n`,
    ...app.charts.map(chart => {
      const namespace = chart.namespace === undefined ? '' : `, { namespace: ${quoted(chart.namespace)} }`;
      const head = `const ${chart.variable} = new Chart(${app.variable}, ${quoted(chart.id)}${namespace});\n`;
      let file: string | undefined;
      const texts = chart.constructs.map(construct => {
        const before = made.slice(0, made.indexOf(construct));
        const text = constructText(construct, r => before.find(c => isTo(r, c, construct))?.variable);
        const heading = headed && construct.adopted.given.file !== file ? `// ${oneLine(construct.adopted.given.file)}\n` : '';
        file = construct.adopted.given.file;
        return `${heading}${text}`;
      });
      return [head, ...texts].join('\n');
    }),
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

function importText(constructs: readonly Placed[]): string {
  const imports = constructs.map(importsOf);
  const cdk8s = unique(['App', 'Chart', ...imports.flatMap(i => i.cdk8s)]);
  const library = unique(imports.flatMap(i => i.library));
  return [`import ${braces(cdk8s)} from 'cdk8s';\n`, ...(library.length > 0 ? [`import ${braces(library)} from 'cdk8s-kubestash';\n`] : [])].join('');
}

function braces(names: readonly string[]): string {
  const flat = `{ ${names.join(', ')} }`;
  return flat.length <= 90 ? flat : `{\n${names.map(n => `  ${n},\n`).join('')}}`;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en'));
}
