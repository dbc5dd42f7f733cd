const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const ITEMS = Buffer.from('items');

/** What the bytes that pass are for. */
enum Sink { NOTHING, REST, ITEM }

/**
 * Takes JSON apart while it arrives, however it is cut: gives the text of every object in a list's `items` (or in a
 * top-level array), and the text of what is around them with `items` left empty. Holds one item at a time.
 */
export class Splitter {
  private depth = 0;
  /** Depth of the array whose objects are items; 0 outside of one. */
  private itemsDepth = 0;
  private inString = false;
  private escaped = false;
  /** Where a key of the outermost object may stand. */
  private atKey = false;
  private key: number[] = [];
  private afterItemsKey = false;
  private sink = Sink.NOTHING;
  /** Where in the chunk the bytes for the sink begin. */
  private start = 0;
  private item: Buffer[] = [];
  private rest: Buffer[] = [];

  /**
   * @param onItem is given the text of each item
   * @param onRest is given what was around the items, or a whole object that is no list
   */
  public constructor(private readonly onItem: (text: string) => void, private readonly onRest: (text: string) => void) {}

  /** The next bytes. */
  public push(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = chunk.length;
    this.start = 0;
    for (let i = 0; i < length; i++) {
      if (this.inString) {
        i = this.skipString(chunk, i);
      } else {
        const byte = chunk[i];
        if (byte > SPACE) this.token(chunk, i, byte);
      }
    }
    this.keep(chunk, length);
  }

  /** No more bytes. Throws where the JSON is not whole. */
  public end(): void {
    if (this.depth > 0 || this.inString) throw new SyntaxError('the JSON ends before its last bracket');
  }

  /** Position of the quote that ends the string, or the end of the chunk. */
  private skipString(chunk: Buffer, from: number): number {
    let escaped = this.escaped;
    let i = from;
    for (; i < chunk.length; i++) {
      const byte = chunk[i];
      if (escaped) {
        escaped = false;
      } else if (byte === BACKSLASH) {
        escaped = true;
      } else if (byte === QUOTE) {
        this.inString = false;
        break;
      }
    }
    this.escaped = escaped;
    if (this.atKey) this.key.push(...chunk.subarray(from, Math.min(i, from + ITEMS.length + 1)));
    return i;
  }

  private token(chunk: Buffer, i: number, byte: number): void {
    switch (byte) {
      case QUOTE:
        if (this.depth === 0) throw neither();
        this.inString = true;
        this.key = [];
        return;
      case COLON:
        if (this.depth !== 1) return;
        this.afterItemsKey = this.atKey && ITEMS.equals(Buffer.from(this.key));
        this.atKey = false;
        return;
      case COMMA:
        this.atKey = this.depth === 1 && this.itemsDepth === 0;
        return;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        return this.open(chunk, i, byte === OPEN_BRACKET);
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        return this.close(chunk, i);
      default:
        if (this.depth === 0 && !BYTE_ORDER_MARK.includes(byte)) throw neither();
    }
  }

  private open(chunk: Buffer, i: number, array: boolean): void {
    const { depth } = this;
    this.depth++;
    if (depth === 0) {
      this.collect(Sink.REST, i);
      this.atKey = !array;
      if (array) this.enterItems(chunk, i);
    } else if (depth === 1 && array && this.afterItemsKey) {
      this.enterItems(chunk, i);
    } else if (depth === this.itemsDepth) {
      this.collect(Sink.ITEM, i);
    }
    this.afterItemsKey = false;
  }

  private close(chunk: Buffer, i: number): void {
    if (--this.depth < 0) throw new SyntaxError('the JSON closes more brackets than it opens');
    if (this.sink === Sink.ITEM && this.depth === this.itemsDepth) {
      this.keep(chunk, i + 1);
      this.collect(Sink.NOTHING, i);
      this.onItem(text(this.item));
      this.item = [];
    } else if (this.sink === Sink.NOTHING && this.depth === this.itemsDepth - 1) {
      this.itemsDepth = 0;
      this.collect(Sink.REST, i);
    }
    this.atKey = false;
    if (this.depth === 0) {
      this.keep(chunk, i + 1);
      this.collect(Sink.NOTHING, i);
      this.onRest(text(this.rest));
      this.rest = [];
    }
  }

  private enterItems(chunk: Buffer, i: number): void {
    this.itemsDepth = this.depth;
    this.keep(chunk, i + 1);
    this.collect(Sink.NOTHING, i);
  }

  private collect(sink: Sink, from: number): void {
    this.sink = sink;
    this.start = from;
  }

  /** Keeps the bytes for the sink up to here. The chunk may be used again by who gave it, so they are copied. */
  private keep(chunk: Buffer, to: number): void {
    if (this.sink === Sink.NOTHING || to <= this.start) return;
    (this.sink === Sink.ITEM ? this.item : this.rest).push(Buffer.from(chunk.subarray(this.start, to)));
  }
}

function text(pieces: Buffer[]): string {
  return (pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)).toString('utf8');
}

function neither(): SyntaxError {
  return new SyntaxError('the JSON is neither an object nor an array');
}
