import { isPlainObject } from '../resources/merge';

/** Columns that one entry of the settings may take. */
const WIDTH = 140;

/** Settings as JSON that is read in a review: what fits into a line stands in one. */
export function settingsText(value: unknown, indent = ''): string {
  const line = indent === '' ? undefined : inOneLine(value, WIDTH - indent.length);
  if (line !== undefined) return line;
  const inner = `${indent} `;
  if (Array.isArray(value)) return `[\n${value.map(v => inner + settingsText(v, inner)).join(',\n')}\n${indent}]`;
  if (!isPlainObject(value)) return JSON.stringify(value);
  return `{\n${given(value).map(([key, v]) => `${inner}${JSON.stringify(key)}: ${settingsText(v, inner)}`).join(',\n')}\n${indent}}`;
}

/** What JSON has of an object. */
function given(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, v]) => v !== undefined);
}

/** A value in one line, if it fits. What does not is left as soon as that is seen. */
function inOneLine(value: unknown, room: number): string | undefined {
  const inList = Array.isArray(value);
  if (!inList && !isPlainObject(value)) return fitting(JSON.stringify(value), room);
  const entries = given(value);
  if (entries.length === 0) return fitting(inList ? '[]' : '{}', room);
  let text = inList ? '[' : '{ ';
  for (const [i, [key, inner]] of entries.entries()) {
    text += `${i === 0 ? '' : ', '}${inList ? '' : `${JSON.stringify(key)}: `}`;
    const part = inOneLine(inner, room - text.length);
    if (part === undefined) return undefined;
    text += part;
  }
  return fitting(text + (inList ? ']' : ' }'), room);
}

function fitting(text: string, room: number): string | undefined {
  return text.length <= room ? text : undefined;
}
