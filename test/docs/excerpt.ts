import { parseAllDocuments } from 'yaml';

const GAP = '…';

/** Objects of an excerpt. */
export function parseYaml(text: string): any[] {
  return parseAllDocuments(text).map(doc => {
    if (doc.errors.length > 0) throw doc.errors[0];
    return doc.toJSON();
  }).filter(object => object !== null);
}

/**
 * Where an excerpt says something else than the object; undefined where it says the same. What the excerpt leaves out is not
 * compared: keys of maps, elements of lists, lines of texts where a line `…` stands for them, the rest of a text after `…`.
 */
export function difference(excerpt: any, actual: any, path = ''): string | undefined {
  if (typeof excerpt === 'string' && typeof actual === 'string') {
    return textFits(excerpt, actual) ? undefined : `${path}: ${JSON.stringify(excerpt)} is not ${JSON.stringify(actual.slice(0, 300))}`;
  }
  if (Array.isArray(excerpt) && Array.isArray(actual)) return listDifference(excerpt, actual, path);
  if (isMap(excerpt) && isMap(actual)) {
    for (const [key, value] of Object.entries(excerpt)) {
      const found = key in actual ? difference(value, actual[key], `${path}.${key}`) : `${path}.${key} is not there`;
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return excerpt === actual ? undefined : `${path}: ${JSON.stringify(excerpt)} is not ${JSON.stringify(actual)}`;
}

/** Elements stand in the same order, others may be between them. */
function listDifference(excerpt: any[], actual: any[], path: string): string | undefined {
  let at = 0;
  for (const [i, wanted] of excerpt.entries()) {
    const next = actual.findIndex((candidate, j) => j >= at && difference(wanted, candidate) === undefined);
    if (next < 0) {
      const why = actual.length - at === 1 ? difference(wanted, actual[at]) : JSON.stringify(wanted);
      return `${path}[${i}] is not there: ${why}`;
    }
    at = next + 1;
  }
  return undefined;
}

function textFits(excerpt: string, actual: string): boolean {
  if (!excerpt.includes(GAP)) return excerpt === actual;
  const parts = excerpt.split(GAP);
  if (!excerpt.includes('\n')) {
    const [first, last] = [parts[0], parts[parts.length - 1]];
    if (!actual.startsWith(first) || !actual.endsWith(last)) return false;
  }
  let at = 0;
  return parts.map(part => part.replace(/^\n|\n[ \t]*$/g, '')).every(part => {
    const found = actual.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

function isMap(value: any): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
