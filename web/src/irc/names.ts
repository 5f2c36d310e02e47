/** A name in the form in which names are compared: rooms and people are keyed by it. */
export type Key = string & { readonly folded: unique symbol };

/** ASCII as `CASEMAPPING=ascii` has it; other scripts in compatibility form, as the server folds. */
export function fold(name: string): Key {
  // eslint-disable-next-line no-control-regex
  const plain = /^[\x00-\x7f]*$/.test(name) ? name : name.normalize('NFKC');
  return plain.toLowerCase() as Key;
}

export const isRoom = (name: string): boolean => name.startsWith('#');

/** Without a status prefix (`@#room` is said to the operators of #room). */
export function roomOf(target: string, statusPrefixes: string): string {
  let at = 0;
  while (at < target.length && statusPrefixes.includes(target.charAt(at))) at++;
  return isRoom(target.slice(at)) ? target.slice(at) : target;
}

/** `#tea` from a page's address `…/#tea`, also where it came escaped; null: none. */
export function roomOfHash(hash: string): string | null {
  let name = hash.startsWith('#') ? hash : `#${hash}`;
  try {
    name = decodeURIComponent(name);
  } catch {
    // Not escaped, then: as it stands.
  }
  // eslint-disable-next-line no-control-regex
  return name.length > 1 && name.length <= 64 && !/[\s,\x00-\x1f]/.test(name) ? name : null;
}
