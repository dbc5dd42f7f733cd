import { isPlainObject } from '../resources/merge';

/** Columns that one entry of the settings may take. */
const WIDTH = 140;

/** Settings as JSON that is read in a review: what fits into a line stands in one. */
export function settingsText(value: unknown, indent = ''): string {
  const line = inOneLine(value);
  if (indent !== '' && indent.length + line.length <= WIDTH) return line;
  const inner = `${indent} `;
  if (Array.isArray(value)) return `[\n${value.map(v => inner + settingsText(v, inner)).join(',\n')}\n${indent}]`;
  if (!isPlainObject(value)) return line;
  return `{\n${given(value).map(([key, v]) => `${inner}${JSON.stringify(key)}: ${settingsText(v, inner)}`).join(',\n')}\n${indent}}`;
}

/** What JSON has of an object. */
function given(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, v]) => v !== undefined);
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (!isPlainObject(value)) return JSON.stringify(value);
  const entries = given(value);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, v]) => `${JSON.stringify(key)}: ${inOneLine(v)}`).join(', ')} }`;
}
