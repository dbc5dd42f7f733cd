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
  const entries: string[] = [];
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) entries.push(`${inner}${JSON.stringify(key)}: ${settingsText(value[key], inner)}`);
  }
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

/** A value in one line, if it fits. What does not is left as soon as that is seen. */
function inOneLine(value: unknown, room: number): string | undefined {
  if (Array.isArray(value)) return listInOneLine(value, room);
  if (!isPlainObject(value)) return fitting(JSON.stringify(value), room);
  let text = '';
  for (const key of Object.keys(value)) {
    if (value[key] === undefined) continue;
    text += `${text === '' ? '{ ' : ', '}${JSON.stringify(key)}: `;
    const part = inOneLine(value[key], room - text.length);
    if (part === undefined) return undefined;
    text += part;
  }
  return fitting(text === '' ? '{}' : `${text} }`, room);
}

function listInOneLine(list: readonly unknown[], room: number): string | undefined {
  let text = '[';
  for (const entry of list) {
    if (entry === undefined) continue;
    if (text !== '[') text += ', ';
    const part = inOneLine(entry, room - text.length);
    if (part === undefined) return undefined;
    text += part;
  }
  return fitting(`${text}]`, room);
}

function fitting(text: string, room: number): string | undefined {
  return text.length <= room ? text : undefined;
}
