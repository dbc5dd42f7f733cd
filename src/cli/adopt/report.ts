import { Adopted } from './object';
import { Finding, formatFinding, Severity } from '../../findings/finding';
import { plainLines } from '../../protocol/text';

/** How many fields of `spec` are said by typed properties. */
export interface Share {
  readonly total: number;
  readonly typed: number;
  /** Of the typed ones: below properties that take anything, such as `affinity`. */
  readonly loose: number;
}

/** What became of one object. */
export interface ReportedObject {
  readonly source: string;
  readonly object: string;
  readonly construct: string;
  readonly fields: Share;
  /** Paths that are said in the words of the CRD. */
  readonly untyped: readonly string[];
  /** Defaults that are written out beside. */
  readonly defaults: readonly string[];
}

/** What became of everything. */
export interface AdoptionReport {
  readonly objects: readonly ReportedObject[];
  /** Of all objects whose kind has a class. */
  readonly share: Share;
  readonly findings: readonly Finding[];
}

export function reported(adopted: Adopted): ReportedObject {
  return {
    source: adopted.given.source,
    object: adopted.what,
    construct: adopted.className,
    fields: { total: adopted.fields.length, typed: adopted.fields.length - adopted.worded.length, loose: adopted.loose },
    untyped: adopted.worded,
    defaults: adopted.defaults,
  };
}

export function shareOf(objects: readonly ReportedObject[]): Share {
  const add = (pick: (s: Share) => number) => objects.reduce((n, o) => n + pick(o.fields), 0);
  return { total: add(s => s.total), typed: add(s => s.typed), loose: add(s => s.loose) };
}

/** The report as a person reads it. */
export function reportText({ objects, share, findings }: AdoptionReport): string {
  const width = Math.max(0, ...objects.map(o => o.object.length));
  const sources = [...new Set(objects.map(o => o.source))];
  const lines = [
    ...sources.flatMap(source => [source, ...objects.filter(o => o.source === source).flatMap(o => objectLines(o, width))]),
    ...(objects.length === 0 ? ['nothing was adopted'] : ['', shareLine(share)]),
    ...(findings.length === 0 ? [] : ['', ...findings.map(f => `${f.severity === Severity.ERROR ? 'error' : 'warning'}: ${formatFinding(f)}`)]),
  ];
  return `${lines.map(plainLines).join('\n')}\n`;
}

function objectLines(o: ReportedObject, width: number): string[] {
  const { total, typed } = o.fields;
  const fields = o.construct === 'ApiObject' ? 'as it is' : typed === total ? `${total} fields, all typed` : `${typed} of ${total} fields typed`;
  return [
    `  ${o.object.padEnd(width)}  ${o.construct.padEnd(19)}  ${fields}`,
    ...(o.construct === 'ApiObject' ? [] : o.untyped.map(path => `    in the words of the CRD: ${path}`)),
    ...o.defaults.map(path => `    default written out: ${path}`),
  ];
}

function shareLine({ total, typed, loose }: Share): string {
  if (total === 0) return 'no object of a kind that has a class';
  const words = loose === 0 ? '' : `; ${loose} of them below properties that take anything, in the words of Kubernetes`;
  return `${percent(typed, total)} of the fields of KubeStash objects are typed properties (${typed} of ${total}${words})`;
}

export function percent(part: number, whole: number): string {
  return `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
}
