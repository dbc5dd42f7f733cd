import { map, refined, struct } from './compound';
import { credential } from './credentials';
import { isDnsLabel, isDnsSubdomain, isServiceName, MAX_LABEL, MAX_SUBDOMAIN } from './kebab';
import { optional, Required, text } from './kind';

const NAME = 'name-invalid';

/** What a DNS label, a DNS subdomain and the name of a Service look like, in words. */
export const LABEL_FORM = `at most ${MAX_LABEL} of a-z, 0-9 and "-", beginning and ending with a letter or digit`;
export const SUBDOMAIN_FORM = `at most ${MAX_SUBDOMAIN} of a-z, 0-9, "-" and ".", beginning and ending with a letter or digit`;
export const SERVICE_FORM = `at most ${MAX_LABEL} of a-z, 0-9 and "-", beginning with a letter and not ending with "-"`;

/** Names of namespaces, containers, and of whatever becomes part of a host name. */
export const dnsLabel = (what: string): Required => text({ code: NAME, what, allowed: LABEL_FORM, problem: v => !isDnsLabel(v) });

/** Names of Secrets, classes, ServiceAccounts and most other objects. */
export const subdomain = (what: string): Required => text({ code: NAME, what, allowed: SUBDOMAIN_FORM, problem: v => !isDnsSubdomain(v) });

/** Names of Services, and of databases, whose Services are called after them. */
export const serviceName = (what: string): Required => text({ code: NAME, what, allowed: SERVICE_FORM, problem: v => !isServiceName(v) });

/** Names that KubeStash writes into labels too. */
export const nameInLabel = (what: string): Required => text({
  code: NAME,
  what,
  allowed: SUBDOMAIN_FORM.replace(String(MAX_SUBDOMAIN), String(MAX_LABEL)),
  problem: v => v.length > MAX_LABEL || !isDnsSubdomain(v),
});

export const namespaceName = dnsLabel('the name of a namespace');
export const secretName = subdomain('the name of a Secret');
export const storageClassName = subdomain('the name of a StorageClass');

/** A Secret in the namespace of whatever refers to it. */
export const secretRef = struct<{ name: string }>({ name: secretName });

/** A reference to an object, by default in the namespace of whatever refers to it. */
export const namespacedRef = (what: string): Required => struct<{ name: string; namespace?: string }>({
  name: subdomain(`the name of ${what}`), namespace: optional(namespaceName),
});

/** Names of environment variables, as every Kubernetes version takes them. */
export const envName = text({
  code: 'env-name-invalid',
  what: 'the name of an environment variable',
  allowed: 'letters, digits, "_", "-" and ".", not beginning with a digit',
  problem: v => !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(v) || v === '.' || v.startsWith('..'),
});

/** A key of a label or an annotation, perhaps with a prefix: `team`, `example.com/team`. */
export const qualifiedKey = text({
  code: 'label-invalid',
  what: 'a key for labels and annotations',
  allowed: `at most ${MAX_LABEL} of A-Z, a-z, 0-9, "-", "_" and "." that begin and end with a letter or digit, perhaps after a DNS name and a slash`,
  problem: v => !isQualified(v),
});

export const labelValue = text({
  code: 'label-invalid',
  what: 'a value for a label',
  allowed: `at most ${MAX_LABEL} of A-Z, a-z, 0-9, "-", "_" and ".", beginning and ending with a letter or digit, or nothing`,
  problem: v => v !== '' && !isWord(v),
});

const anyText = text({ code: 'wrong-type', what: 'a text', allowed: 'a text', problem: () => undefined });

/** What there is of: `cpu`, `memory`, and with the name of whose it is `nvidia.com/gpu`. */
export const resourceName = text({
  code: 'label-invalid',
  what: 'a resource',
  allowed: 'cpu, memory, ephemeral-storage, storage, hugepages-<size>, or with a domain: nvidia.com/gpu',
  problem: v => !(/^(cpu|memory|ephemeral-storage|storage|hugepages-[1-9][0-9]*([KMGTPE]i?|k)?)$/.test(v) || (v.includes('/') && isQualified(v))),
});

export const labels = map(qualifiedKey, labelValue);

/** What an API server takes of annotations, keys and values together. */
const MOST_OF_ANNOTATIONS = 256 * 1024;

export const annotations = refined(map(qualifiedKey, anyText), (value: Record<string, string>, reading) => {
  const bytes = Object.entries(value).reduce((sum, [key, text_]) => sum + Buffer.byteLength(key) + Buffer.byteLength(text_), 0);
  if (bytes > MOST_OF_ANNOTATIONS) {
    reading.refuse({ code: 'label-invalid', message: `${reading.name} hold too much`, value: `${bytes} bytes`, allowed: '256 KiB', remedy: 'keep it somewhere else, and say where' });
  }
});
/** Variables of a container: credentials come out of Secrets. Where they would stand again and again, they are told where they are given. */
export const environment = map(envName, anyText, (name, value, reading) => {
  const what = credential(value, name);
  if (what === undefined) return;
  reading.refuse({
    code: 'secret-in-plain-text',
    message: `${reading.name} is ${what} in plain text`,
    remedy: 'put it into a Secret and refer to that; whoever can read the repository knows it now, so change it',
  });
});

function isQualified(key: string): boolean {
  const slash = key.indexOf('/');
  return slash < 0 ? isWord(key) : isWord(key.slice(slash + 1)) && isDnsSubdomain(key.slice(0, slash));
}

function isWord(value: string): boolean {
  return value.length <= MAX_LABEL && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value);
}
