/** Values that are credentials whatever they are called. */
const CREDENTIALS: readonly [RegExp, string][] = [
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36}\b/, 'a GitHub token'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/$]+:[^\s@/${}]+@/, 'a URL with a password'],
  [/(^|\s)--?(password|access-key|secret-key)[= ][^\s$]+/, 'a password among arguments'],
];

/** What each of them holds somewhere: asked of every string, so that the exact questions are asked of few. */
const MAY_BE = /AKIA|ASIA|PRIVATE|gh[pousr]_|:\/\/|-(password|access-key|secret-key)/;

/** Keys whose value is a credential; `passwordSecret` and the like only refer to one. */
const KEYS = /(password|passwd|passphrase|secretaccesskey|accesskeyid|accountkey|apikey|privatekey)$|^(accesskey|secretkey|token)$/;

/** What kind of credential a text is, by itself or by what it is called. */
export function credential(text: string, key: string | undefined): string | undefined {
  const found = CREDENTIALS.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  return key !== undefined && text !== '' && isSecret(key) && !text.includes('$') ? 'what looks like a credential' : undefined;
}

/** Whether a text is a credential whatever it is called. */
export function looksLikeOne(text: string): boolean {
  return MAY_BE.test(text) && CREDENTIALS.some(([pattern]) => pattern.test(text));
}

/** Whether what is called so is a credential. */
export function isSecret(key: string): boolean {
  // All of them end so, whatever the case and signs in between.
  return /[dtesy][^A-Za-z]*$/i.test(key) && KEYS.test(key.replace(/[^A-Za-z]/g, '').toLowerCase());
}
