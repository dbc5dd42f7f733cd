import { BlockList, isIP } from 'net';
import { number, Required, text, wrongType } from './kind';
import { nearest } from '../findings/nearest';

/** A text with something in it, on one line. */
export const words = (what: string): Required => text({
  code: 'text-invalid', what, allowed: 'a text on one line, not empty', problem: v => v.trim() === '' || CONTROL.test(v),
});

/** A text with something in it, on any number of lines. */
export const prose = (what: string): Required => text({ code: 'text-invalid', what, allowed: 'a text, not empty', problem: v => v.trim() === '' });

/** Any text at all. */
export const anyText = text({ code: 'wrong-type', what: 'a text', allowed: 'a text', problem: () => undefined });

/** A version as KubeDB names its Version objects. */
export const version = text({
  code: 'version-invalid',
  what: 'the name of a version',
  allowed: 'the name of a Version object of KubeDB, such as "17.5" or "percona-8.0.17"',
  remedy: 'take the name as kubectl get …versions prints it',
  problem: v => !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(v),
});

const DOMAIN = '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*(?::[0-9]+)?';
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const IMAGE = new RegExp(`^(?:${DOMAIN}/)?${PART}(?:/${PART})*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`);

/** What stands before the last part of an image. */
export const REGISTRY = new RegExp(`^${DOMAIN}(?:/${PART})*$`);

/** Whether a container runtime can read a text as an image. */
export const image = text({
  code: 'image-invalid',
  what: 'a reference to an image',
  allowed: '[registry[:port]/]repository[:tag][@digest], in lower case before the tag',
  remedy: 'write it as docker pull takes it',
  problem: v => !IMAGE.test(v) || v.replace(/(:[\w.-]*)?(@.*)?$/, '').length > 255,
});

/** An absolute path in a container or on a node. */
export const absolutePath = text({
  code: 'path-invalid',
  what: 'an absolute path',
  allowed: 'a path that begins with a slash, without ".." in it',
  problem: v => !v.startsWith('/') || v.split('/').includes('..') || CONTROL.test(v),
});

/** A path below something else. */
export const relativePath = text({
  code: 'path-invalid',
  what: 'a path below a directory or bucket',
  allowed: 'parts with slashes between them that lead nowhere above it, at most 800 bytes',
  // A key of S3 has at most 1,024, and what is put there needs some of them.
  problem: v => leaves(v) || CONTROL.test(v) || Buffer.byteLength(v) > 800,
});

/** Where a volume is mounted. */
export const mountPath = text({
  code: 'path-invalid', what: 'a path in a container', allowed: 'a path without ":" in it', problem: v => v.trim() === '' || v.includes(':') || CONTROL.test(v),
});

/** A part of a volume. */
export const pathInVolume = text({
  code: 'path-invalid',
  what: 'a path in a volume',
  allowed: 'a path that does not begin with a slash, without ".." in it',
  problem: v => v.startsWith('/') || v.split('/').includes('..') || CONTROL.test(v),
});

/** Whether a path leads above where it begins. */
function leaves(path: string): boolean {
  let depth = 0;
  return path.split('/').some(part => {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    return depth < 0;
  });
}

/** Where a storage server answers. */
export const endpoint = text({
  code: 'url-invalid',
  what: 'the address of a server',
  allowed: 'http://… or https://…, or a host name, perhaps with a port',
  problem: v => Number(/:([0-9]{1,5})(\/[^\s]*)?$/.exec(v)?.[1] ?? 1) > 65535 || !/^(https?:\/\/)?[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?(\/[^\s]*)?$/.test(v) && !/^(https?:\/\/)?\[[0-9a-fA-F:.]+\](:[0-9]{1,5})?(\/[^\s]*)?$/.test(v),
});

/** A host name or an IP address. */
export const host = text({
  code: 'url-invalid', what: 'a host name or an address', allowed: 'a DNS name or an IP address', problem: v => !/^[A-Za-z0-9]([-A-Za-z0-9.:]*[A-Za-z0-9])?$/.test(v),
});

/** An IP address, of either version. */
export const address = text({ code: 'url-invalid', what: 'an IP address', allowed: 'such as 10.0.0.1 or 2001:db8::1', problem: v => isIP(v) === 0 });

/** A block of IP addresses. */
export const addresses = text({
  code: 'url-invalid',
  what: 'a block of addresses',
  allowed: 'such as 10.0.0.0/8 or 2001:db8::/32',
  problem: v => {
    const [ip, bits, ...more] = v.split('/');
    return isIP(ip) === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits ?? '') || Number(bits) > (isIP(ip) === 4 ? 32 : 128);
  },
});

/** Whether a block of addresses is a smaller one within another. */
export function isWithin(block: string, around: string): boolean {
  const [ip, bits] = block.split('/');
  const [root, most] = around.split('/');
  const family = (of: string) => (isIP(of) === 4 ? 'ipv4' : 'ipv6');
  if (family(ip) !== family(root) || Number(bits) <= Number(most)) return false;
  const list = new BlockList();
  list.addSubnet(root, Number(most), family(root));
  return list.check(ip, family(ip));
}

/** One of some words. */
export function choice(what: string, of: readonly string[] | Record<string, string>): Required {
  const all = Array.isArray(of) ? of as readonly string[] : Object.values(of);
  const standIn = all[0];
  return {
    optional: false,
    simple: true,
    read: (value, reading) => {
      if (typeof value !== 'string') return wrongType(value, reading, { what, allowed: all.join(', '), standIn });
      if (all.includes(value)) return value;
      const meant = nearest(value, all);
      reading.refuse({
        code: 'choice-unknown', message: `${reading.name} is not ${what}`, value, allowed: all.join(', '), remedy: meant === undefined ? 'take one of them' : `say ${meant}`,
      });
      return standIn;
    },
  };
}

/** Yes or no. */
export const flag: Required = {
  optional: false,
  simple: true,
  read: (value, reading) => (typeof value === 'boolean' ? value : wrongType(value, reading, { what: 'true or false', allowed: 'true, false', standIn: false })),
};

/** More than any database or backup has of anything, and little enough to count through. */
export const MOST = 1000;

/** A whole number of things. */
export const count = (what: string, min = 1, max = MOST): Required => number({
  code: 'count-invalid',
  what,
  allowed: `a whole number from ${min} to ${max}`,
  standIn: min,
  problem: v => !Number.isInteger(v) || v < min || v > max,
});

/** A whole number that may be large: bytes, seconds, user ids. */
export const wholeNumber = (what: string, min = 0, max = Number.MAX_SAFE_INTEGER): Required => count(what, min, max);

export const port = count('a port', 1, 65535);

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
