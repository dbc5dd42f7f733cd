/** What a check expects of the first value that it gets: of the first row's first column, of a command's first reply. */
export class Expect {
  /** It runs: whatever it gives, an error anywhere in it fails the check. */
  public static runs(): Expect {
    return new Expect('runs');
  }

  /**
   * The value is a number, and at least this one. No row, NULL and text are no numbers.
   *
   * @param least the smallest number that passes
   */
  public static atLeast(least: number): Expect {
    return new Expect('atLeast', least);
  }

  /**
   * The value is this text. Numbers are equal however they are written: `3` and `3.0`.
   *
   * @param value as the engine's own client prints it: PostgreSQL's true is `t`, MySQL's is `1`
   */
  public static equalTo(value: string): Expect {
    return new Expect('equals', value);
  }

  /**
   * The value, or a part of it, matches. The image of the check needs `grep`.
   *
   * @param pattern a POSIX extended regular expression, such as `^17[.]`; it has no `\d` and no `(?:…)`
   */
  public static matches(pattern: string): Expect {
    return new Expect('matches', pattern);
  }

  private constructor(
    /** @internal */ public readonly _kind: 'runs' | 'atLeast' | 'equals' | 'matches',
    /** @internal */ public readonly _expected?: string | number,
  ) {}

  /**
   * What the client scripts are told.
   * @internal
   */
  public _env(): Record<string, string> {
    return this._kind === 'runs' ? {} : { EXPECT: this._kind, EXPECTED: typeof this._expected === 'object' ? '' : String(this._expected) };
  }
}
