import { connect, Socket } from 'net';
import { Session } from './engine';

// As much of Neo4j's Bolt 4.4 as it takes to be a client that is connected.

type Value = string | Record<string, string>;

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** A value of PackStream: texts and maps of them. */
function packed(value: Value): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0xd1]), uint16(bytes.length), bytes]);
  }
  return Buffer.concat([Buffer.from([0xa0 + Object.keys(value).length]), ...Object.entries(value).flat().map(packed)]);
}

/** A message: a structure with a tag, in one chunk. */
function message(tag: number, ...fields: Value[]): Buffer {
  const body = Buffer.concat([Buffer.from([0xb0 + fields.length, tag]), ...fields.map(packed)]);
  return Buffer.concat([uint16(body.length), body, uint16(0)]);
}

const [HELLO, RUN, BEGIN] = [0x01, 0x10, 0x11];
const SUCCESS = 0x70;

/** What a client does once it is logged in. */
export const idle: Buffer[] = [];
export const transaction: Buffer[] = [message(BEGIN, {}), message(RUN, 'CREATE (n:Never)', {}, {})];
export const active: Buffer[] = [message(RUN, 'UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000) AS y WITH x WHERE x < 0 RETURN count(x)', {}, {})];

/** Logs in, if nothing else is said from another address than the operator's, and says something. */
export function boltSession(port: number, principal: string, credentials: string, says: readonly Buffer[], from = '127.0.0.2'): Promise<Session> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', localAddress: from });
    let open = true;
    socket.on('error', error => (open ? reject(error) : undefined)).on('close', () => (open = false));
    socket.write(Buffer.from([0x60, 0x60, 0xb0, 0x17, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    socket.once('data', () => {
      socket.write(message(HELLO, { user_agent: 'orders/1', scheme: 'basic', principal, credentials }));
      socket.once('data', answer => {
        if (answer[3] !== SUCCESS) {
          reject(new Error(`Bolt: ${answer.toString('latin1')}`));
          return;
        }
        socket.on('data', () => undefined);
        says.forEach(bytes => socket.write(bytes));
        resolve({ alive: () => open, end: () => { socket.destroy(); } });
      });
    });
  });
}
