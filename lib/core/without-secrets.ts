/** What hides a secret in a text that may be seen, and what is left of it. Examples in our own sentences are none. */
const HIDDEN: readonly (readonly [RegExp, string])[] = [
  // user and password of an address; the last @ before a space ends them, since passwords hold anything
  [/(:\/\/)(?!user:password@)[^\s/@'"]*:[^\s'"]*@/g, '$1…@'],
  [/((?:PASSWORD|IDENTIFIED BY)\s+)'(?:[^'\\]|\\.|'')*'/gi, "$1'…'"],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{6,}/gi, '$1 …'],
  [/\b(l[aw]_)[\w-]{20,}/g, '$1…'],
  [/\$argon2\w*\$\S+/g, '$argon2…'],
  // what was bound to a statement that failed
  [/\nparams: [\s\S]*$/, ''],
];

/** A text as others may see it: passwords in addresses and statements, keys and bound values are taken out. */
export function withoutSecrets(text: string): string {
  return HIDDEN.reduce((shown, [secret, left]) => shown.replace(secret, left), text);
}

/** Names that what stands under them is not to be shown. */
const SECRET_NAME =
  /pass|pwd|secret|token|credential|cookie|authorization|csrf|api.?key|write.?key|^(?:present|next|key)$/i;

/** Whether what stands under a name is for nobody to see. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
