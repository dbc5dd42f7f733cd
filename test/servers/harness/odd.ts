/** Names of users that are easily misread, for servers that take any. */
export const USERS = ["o'brien", 'a "b"', 'ops@corp', 'Zoë', 'us er', '$USER', '-dash', 'back\\slash', '{"a": 1}'] as const;

/** Passwords likewise. */
export const PASSWORDS = [
  '-leading dash', 'ends in ==', "it's", 'a "quoted" one', 'Zürich 東京 🌍', '$HOME ${x} $(y) `z`', 'back\\slash\\', '#;&|<>%s*?[]!', '{"a": 1}, \'b\'',
  'geheim:geheim@db/x', ' blanks around ',
] as const;

/** Each name with a password of its own, and each password with a name. */
export function odd(users: readonly string[] = USERS): { readonly user: string; readonly password: string }[] {
  return PASSWORDS.map((password, i) => ({ user: users[i] ?? `user${i}`, password }));
}
