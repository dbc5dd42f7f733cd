/** The fields of a schedule as robfig/cron reads them, which is what Kubernetes reads schedules with. */
const FIELDS = [
  { name: 'minute', min: 0, max: 59, names: [] as string[] },
  { name: 'hour', min: 0, max: 23, names: [] as string[] },
  { name: 'day of month', min: 1, max: 31, names: [] as string[] },
  { name: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

type Field = (typeof FIELDS)[number];

/** What was said about each schedule: a fleet has many, but few different ones. */
const known = new Map<string, string | undefined>();

/** What is wrong with a schedule, or undefined if Kubernetes would take it. */
export function cronProblem(text: string): string | undefined {
  if (!known.has(text)) known.set(text, judged(text));
  return known.get(text);
}

function judged(text: string): string | undefined {
  if (/(^|_)TZ=/.test(text)) return 'a time zone in a schedule is refused by Kubernetes';
  if (text.startsWith('@')) return descriptorProblem(text);
  const parts = text.trim().split(/\s+/);
  if (text.trim() === '' || parts.length !== FIELDS.length) return `expected 5 fields, found ${text.trim() === '' ? 0 : parts.length}`;
  for (const [i, field] of FIELDS.entries()) {
    const problem = fieldProblem(parts[i], field);
    if (problem !== undefined) return `${field.name} "${parts[i]}": ${problem}`;
  }
  return noSuchDay(parts[2], parts[3], parts[4]) ? `no month "${parts[3]}" has a day "${parts[2]}", so it would never be time` : undefined;
}

/** Days of each month that has less than 31, in its longest year. */
const SHORT: Record<string, number> = { 2: 29, 4: 30, 6: 30, 9: 30, 11: 30, feb: 29, apr: 30, jun: 30, sep: 30, nov: 30 };

/** Whether days and months are lists of which nothing fits together; with a day of the week, either will do. */
function noSuchDay(days: string, months: string, weekDays: string): boolean {
  if (!/^\d+(,\d+)*$/.test(days) || !/^\w+(,\w+)*$/.test(months) || !/^[*?]/.test(weekDays)) return false;
  const first = Math.min(...days.split(',').map(Number));
  return months.split(',').every(month => first > (SHORT[month.replace(/^0+/, '').toLowerCase()] ?? 31));
}

function descriptorProblem(text: string): string | undefined {
  if (DESCRIPTORS.includes(text)) return undefined;
  if (text.startsWith('@every ')) return isGoDurationText(text.slice('@every '.length)) ? undefined : 'not a duration after @every';
  return 'unknown descriptor';
}

function isGoDurationText(text: string): boolean {
  return /^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text);
}

function fieldProblem(text: string, field: Field): string | undefined {
  for (const range of text.split(',')) {
    const problem = rangeProblem(range, field);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function rangeProblem(text: string, field: Field): string | undefined {
  const [range, step, ...more] = text.split('/');
  if (more.length > 0) return 'more than one slash';
  if (range === '') return step === undefined ? 'an empty entry' : 'a step needs something in front of the slash, such as *';
  if (step !== undefined && (!/^\d+$/.test(step) || Number(step) === 0)) return 'a step must be a positive number';
  if (range === '*' || range === '?') return undefined;
  const bounds = range.split('-');
  if (bounds.length > 2) return 'more than one hyphen';
  const values = bounds.map(b => valueOf(b, field));
  const bad = values.findIndex(v => v === undefined);
  if (bad >= 0) return `"${bounds[bad]}" is not a number`;
  if (values.some(v => v! < field.min || v! > field.max)) return `not between ${field.min} and ${field.max}`;
  if (values.length === 2 && values[0]! > values[1]!) return 'the range goes backwards';
  return undefined;
}

function valueOf(text: string, field: Field): number | undefined {
  const named = field.names.indexOf(text.toLowerCase());
  if (named >= 0) return named + field.min;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
