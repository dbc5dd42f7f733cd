/**
 * What is known about the values of one construct while it is judged: which of them were refused. A rule that judges a
 * refused value is not asked, so that one mistake gives one finding, and mistakes about other values are still told.
 */
export class Inquiry {
  private readonly refused: Set<string>;

  /**
   * @param refused properties that were refused where this construct's values come from
   * @param told what was reported already, by other constructs too
   */
  public constructor(refused: Iterable<string> = [], private readonly told = new Set<object>()) {
    this.refused = new Set(refused);
  }

  /** Properties that were refused; an empty text stands for the whole. */
  public get all(): ReadonlySet<string> {
    return this.refused;
  }

  /** Notes that the value of a property was refused. */
  public refuse(property: string): void {
    this.refused.add(property);
  }

  /** Whether one of these was refused, a part of one of them, or the whole that it is a part of. */
  public isRefused(properties: readonly string[] | undefined): boolean {
    if (this.refused.size === 0) return false;
    if (properties === undefined) return true;
    for (const refused of this.refused) {
      if (properties.some(p => p === refused || isWithin(p, refused) || isWithin(refused, p))) return true;
    }
    return false;
  }

  /** Whether something has not been reported yet. */
  public isNews(what: object): boolean {
    if (this.told.has(what)) return false;
    this.told.add(what);
    return true;
  }
}

function isWithin(part: string, whole: string): boolean {
  return part.startsWith(whole) && (part[whole.length] === '.' || part[whole.length] === '[');
}
