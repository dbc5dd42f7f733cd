import { Check, StatementCheckOptions } from '../../run/check';
import { Expect } from '../../run/expectation';
import { Options } from '../command';
import { usageError } from '../exit';

/** A check as it was asked for, before it is made or printed. */
interface AskedCheck {
  readonly factory: 'count' | 'statement';
  readonly text: string;
  readonly expect?: AskedExpect;
  readonly database?: string;
}

interface AskedExpect {
  readonly factory: 'atLeast' | 'equalTo' | 'matches';
  readonly value: string | number;
}

/** The checks of a command line: the n-th `--expect` belongs to the n-th `--check`. */
function asked(options: Options): AskedCheck[] {
  const [statements, expectations] = [options.all('check'), options.all('expect')];
  if (expectations.length > statements.length) {
    throw usageError('there are more --expect than --check', 'write one --check for each --expect; "runs" expects nothing');
  }
  const name = options.text('check-database');
  const database = name === undefined ? {} : { database: name };
  return [
    ...statements.map((text, i): AskedCheck => ({ factory: 'statement', text, ...expectation(expectations[i] ?? 'runs'), ...database })),
    ...options.all('check-count').map((text): AskedCheck => {
      const [, of, least] = /^([^]*?)(?:>=(.*))?$/.exec(text)!;
      return { factory: 'count', text: of, ...(least === undefined ? {} : expectation(`>=${least}`)), ...database };
    }),
  ];
}

function expectation(text: string): { readonly expect?: AskedExpect } {
  if (text === 'runs') return {};
  const [, sign, value] = /^(>=|=|~)([^]*)$/.exec(text) ?? [];
  if (sign === '=') return { expect: { factory: 'equalTo', value } };
  if (sign === '~') return { expect: { factory: 'matches', value } };
  if (sign === undefined || value.trim() === '' || !Number.isFinite(Number(value))) {
    throw usageError(`"${text}" is nothing to expect`, 'write >=NUMBER, =TEXT, ~EXPRESSION or runs');
  }
  return { expect: { factory: 'atLeast', value: Number(value) } };
}

/** The checks as they are run. */
export function checksOf(options: Options): Check[] {
  return asked(options).map(({ factory, text, expect, database }) => {
    const more: StatementCheckOptions = {
      ...(expect === undefined ? {} : { expect: expected(expect) }),
      ...(database === undefined ? {} : { database }),
    };
    return factory === 'count' ? Check.count(text, more) : Check.statement(text, more);
  });
}

function expected({ factory, value }: AskedExpect): Expect {
  return factory === 'atLeast' ? Expect.atLeast(Number(value)) : Expect[factory](String(value));
}

/** The checks as TypeScript. `quote` makes a literal of a text. */
export function checksCode(options: Options, quote: (text: string) => string): string[] {
  return asked(options).map(({ factory, text, expect, database }) => {
    const more = [
      ...(expect === undefined ? [] : [`expect: Expect.${expect.factory}(${typeof expect.value === 'number' ? expect.value : quote(expect.value)})`]),
      ...(database === undefined ? [] : [`database: ${quote(database)}`]),
    ];
    return `Check.${factory}(${quote(text)}${more.length === 0 ? '' : `, { ${more.join(', ')} }`})`;
  });
}
