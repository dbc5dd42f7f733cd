import { Readable } from 'stream';
import { Answer, WatchEvent } from './api';
import { messageOf, parseObject, refusalOf, refused } from './verdict';

/** The bounds of a watch. */
export interface WatchBounds {
  /** Milliseconds within which what there is has been told, where that comes first. */
  readonly timeoutMs: number;
  /** Milliseconds without a byte after which the other side is taken for gone; API servers send a bookmark a minute. */
  readonly silenceMs: number;
  /** Longest event. */
  readonly maxBytes: number;
}

/** Reads the events of a watch until it ends, is given up, falls silent or says something that is no event. Without a version what there is comes first. */
export async function readWatch(
  stream: Readable, from: string | undefined, onEvent: (event: WatchEvent) => void, bounds: WatchBounds,
): Promise<Answer<string>> {
  const late = from === undefined ? setTimeout(() => stream.destroy(), bounds.timeoutMs) : undefined;
  stream.once('close', () => clearTimeout(late));
  // What there is was changed in any order: until all of it has been told there is no version to go on from.
  let version = from;
  for await (const line of lines(stream, bounds)) {
    const event = line === undefined ? undefined : parseObject(line);
    const object = event?.object;
    if (typeof object !== 'object' || object === null) {
      return refused('unreachable', line === undefined ? 'an event of the watch is too long' : 'the watch said something that is no event');
    }
    if (event.type === 'ERROR') return refused(refusalOf(object.code, object), messageOf(object.code, object, ''));
    const type = TYPES[event.type];
    if (type === undefined || typeof object.metadata?.resourceVersion !== 'string') continue;
    if (type !== 'bookmark' && typeof object.metadata.name !== 'string') continue;
    const isListed = version === undefined && type === 'bookmark' && object.metadata.annotations?.[LISTED] === 'true';
    if (isListed) clearTimeout(late);
    if (isListed || version !== undefined) version = object.metadata.resourceVersion;
    onEvent({ type: isListed ? 'listed' : type, object });
  }
  return version === undefined ? refused('unreachable', 'the watch ended before it had told what there is') : { ok: true, body: version };
}

/** On the bookmark that ends what there is. */
const LISTED = 'k8s.io/initial-events-end';

const TYPES: Record<string, WatchEvent['type'] | undefined> = { ADDED: 'changed', MODIFIED: 'changed', DELETED: 'gone', BOOKMARK: 'bookmark' };

/** The lines of a stream while they come; undefined, as the last one, stands for one that is too long. */
async function* lines(stream: Readable, { silenceMs, maxBytes }: WatchBounds): AsyncGenerator<string | undefined> {
  const timer = setTimeout(() => stream.destroy(), silenceMs);
  let begun: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      timer.refresh();
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString('utf8');
        begun = [];
        bytes = 0;
        start = end + 1;
      }
      begun.push(chunk.subarray(start));
      bytes += chunk.length - start;
      if (bytes > maxBytes) return yield undefined;
    }
  } catch {
    // However the stream ended: what was seen was seen.
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}
