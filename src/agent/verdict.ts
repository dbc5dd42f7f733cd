import { Answer, Refusal } from './api';

const MESSAGE_LENGTH = 500;

/** What somebody else wrote, as one line without control and format characters. */
export function oneLine(text: string): string {
  const visible = text.slice(0, 20 * MESSAGE_LENGTH).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').replace(/\s+/g, ' ').trim();
  return visible.slice(0, MESSAGE_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

/** An answer of no. */
export function refused(refusal: Refusal, message: string): Answer<never> {
  return { ok: false, refusal, message: oneLine(message) };
}

/**
 * What an HTTP status means. The reason and the details of a Status are words of its schema; its message is for people and decides nothing.
 * A 403 may come from admission as well: who was refused with `forbidden` asks for a review of its rights.
 */
export function refusalOf(code: number, status: any): Refusal {
  switch (code) {
    // Only who asks for an object is told its name; a kind that is not served has none.
    case 404: return status?.reason === 'NotFound' && typeof status.details?.name === 'string' && status.details.name !== '' ? 'absent' : 'unknown-kind';
    case 409: return status?.reason === 'AlreadyExists' ? 'exists' : 'conflict';
    case 403: return 'forbidden';
    case 410: return 'expired';
    case 401: case 408: case 425: case 429: return 'unreachable';
    default: return code >= 400 && code < 500 ? 'invalid' : 'unreachable';
  }
}

/** What the API server says about a refusal, a Status or plain text. */
export function messageOf(code: number, status: any, text: string): string {
  return typeof status?.message === 'string' && status.message !== '' ? status.message : `HTTP ${code}${text.trim() === '' ? '' : `: ${text.trim()}`}`;
}

/** An object of JSON; undefined where the text is none. */
export function parseObject(text: string): any {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
