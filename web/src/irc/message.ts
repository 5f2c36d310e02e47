/** One line of IRC: https://modern.ircdocs.horse/#message-format */
export interface Message {
  /** Unescaped; a tag without a value is the empty string. */
  readonly tags: ReadonlyMap<string, string>;
  /** `nick!user@host`, a server's name, or empty. */
  readonly source: string;
  /** In capitals, or three digits. */
  readonly verb: string;
  readonly params: readonly string[];
}

const escapes: Readonly<Record<string, string>> = {
  ':': ';',
  s: ' ',
  '\\': '\\',
  r: '\r',
  n: '\n',
};

const escaped: Readonly<Record<string, string>> = {
  ';': '\\:',
  ' ': '\\s',
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
};

/** "If a lone \ exists at the end of an escaped value … it is dropped" (message-tags). */
export function unescapeTag(value: string): string {
  return value.replace(/\\(.?)/gs, (_, next: string) => escapes[next] ?? next);
}

export function escapeTag(value: string): string {
  return value.replace(/[; \\\r\n]/g, (found) => escaped[found] ?? found);
}

/** Null: no verb, so no message. Never throws, whatever comes. */
export function parse(line: string): Message | null {
  let rest = line.replace(/[\r\n\0]+$/, '');
  const tags = new Map<string, string>();
  if (rest.startsWith('@')) {
    const [word, after] = cut(rest.slice(1));
    rest = after;
    for (const tag of word.split(';')) {
      const equals = tag.indexOf('=');
      const key = equals < 0 ? tag : tag.slice(0, equals);
      if (key !== '') tags.set(key, equals < 0 ? '' : unescapeTag(tag.slice(equals + 1)));
    }
  }

  let source = '';
  if (rest.startsWith(':')) {
    const [word, after] = cut(rest.slice(1));
    source = word;
    rest = after;
  }

  const [verb, after] = cut(rest);
  if (verb === '') return null;
  return { tags, source, verb: verb.toUpperCase(), params: paramsOf(after) };
}

/** The last parameter always stands behind a colon where it needs one. */
export function format(
  verb: string,
  params: readonly string[] = [],
  tags: Readonly<Record<string, string | undefined>> = {},
): string {
  const written = Object.entries(tags)
    .filter((tag): tag is [string, string] => tag[1] !== undefined)
    .map(([key, value]) => (value === '' ? key : `${key}=${escapeTag(value)}`));
  const words = params.map((param, i) => {
    const clean = param.replace(/[\r\n\0]+/g, ' ');
    if (i < params.length - 1) return clean.replace(/ /g, '_').replace(/^:+/, '') || '*';
    return clean === '' || clean.startsWith(':') || clean.includes(' ') ? `:${clean}` : clean;
  });
  const line = [verb, ...words].join(' ');
  return written.length === 0 ? line : `@${written.join(';')} ${line}`;
}

/** The nick of a source; a server's name is taken whole. */
export function nickOf(source: string): string {
  const end = source.search(/[!@]/);
  return end < 0 ? source : source.slice(0, end);
}

function cut(text: string): [word: string, rest: string] {
  const space = text.indexOf(' ');
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).replace(/^ +/, '')];
}

function paramsOf(text: string): string[] {
  const params: string[] = [];
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith(':')) {
      params.push(rest.slice(1));
      break;
    }
    const [word, after] = cut(rest);
    params.push(word);
    rest = after;
  }
  return params;
}
