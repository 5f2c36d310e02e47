import { describe, expect, test } from 'vitest';
import { Batches } from '../src/irc/batches';
import { bytesOf, pieces } from '../src/irc/cut';
import { escapeTag, format, parse, unescapeTag } from '../src/irc/message';
import { fold, roomOf, roomOfHash } from '../src/irc/names';

describe('a line of IRC', () => {
  test('has tags, a source, a verb and parameters, the last of which may hold spaces', () => {
    const line = parse(
      '@time=2026-01-01T00:00:00.000Z;+x=a\\sb :ada!~a@h privmsg #tea  :hello  you',
    );
    expect(line?.tags.get('+x')).toBe('a b');
    expect(line?.source).toBe('ada!~a@h');
    expect(line?.verb).toBe('PRIVMSG');
    expect(line?.params).toEqual(['#tea', 'hello  you']);
  });

  test('without a verb is none', () => {
    for (const line of ['', ' ', '@a=b', ':ada', '@a :b', '\r\n']) expect(parse(line)).toBeNull();
  });

  test('"If a lone \\ exists at the end of an escaped value … it is dropped"', () => {
    expect(unescapeTag('test\\')).toBe('test');
    expect(unescapeTag('\\b')).toBe('b');
  });

  test.each(['', 'a b', ';:\\ \r\n', '\\s', 'schöne Grüße 🙂'])(
    'takes the tag value %j',
    (value) => {
      expect(unescapeTag(escapeTag(value))).toBe(value);
      expect(parse(format('TAGMSG', ['#a'], { '+v': value }))?.tags.get('+v')).toBe(value);
    },
  );

  test('that is written can hold no second line and no parameter that was not meant', () => {
    expect(format('PRIVMSG', ['#a', 'x\r\nQUIT'])).toBe('PRIVMSG #a :x QUIT');
    expect(format('JOIN', ['#a b', 'key'])).toBe('JOIN #a_b key');
    expect(format('TOPIC', ['#a', ''])).toBe('TOPIC #a :');
    expect(format('TOPIC', ['#a', ':)'])).toBe('TOPIC #a ::)');
  });

  test('of random characters never throws', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let i = 0; i < 5000; i++) {
      const text = Array.from({ length: random(40) }, () =>
        '@:; =\\+#\r\n\0aé🙂'.charAt(random(16)),
      );
      const line = parse(text.join(''));
      if (line !== null) expect(line.verb).not.toBe('');
    }
  });
});

describe('names', () => {
  test('are the same in any case and compatibility form', () => {
    expect(fold('ADA')).toBe(fold('ada'));
    expect(fold('Ａda')).toBe(fold('ada'));
    expect(fold('a[]')).not.toBe(fold('a{}'));
  });

  test('of rooms stand behind status prefixes', () => {
    expect(roomOf('@#tea', '~&@%+')).toBe('#tea');
    expect(roomOf('ada', '~&@%+')).toBe('ada');
  });

  test('come from the address, and only where they are names', () => {
    expect(roomOfHash('#tea')).toBe('#tea');
    expect(roomOfHash('#caf%C3%A9')).toBe('#café');
    expect(roomOfHash('#')).toBeNull();
    expect(roomOfHash('#a%20b')).toBeNull();
    expect(roomOfHash('#a,b')).toBeNull();
    expect(roomOfHash('#%E0%A4%A')).toBe('#%E0%A4%A');
  });
});

describe('batches', () => {
  const take = (batches: Batches, line: string) => batches.take(parse(line)!);

  test('are given whole, those within them in their place', () => {
    const batches = new Batches();
    expect(take(batches, '@label=1 BATCH +a labeled-response')).toBeNull();
    expect(take(batches, '@batch=a BATCH +b chathistory #tea')).toBeNull();
    expect(take(batches, '@batch=b :x!y@z PRIVMSG #tea :one')).toBeNull();
    expect(take(batches, 'PING x')).toMatchObject({ verb: 'PING' });
    expect(take(batches, 'BATCH -b')).toBeNull();
    expect(take(batches, 'BATCH -a')).toMatchObject({
      kind: 'labeled-response',
      items: [{ kind: 'chathistory', items: [{ verb: 'PRIVMSG' }] }],
    });
  });

  test('that are not open hold nothing back', () => {
    expect(take(new Batches(), '@batch=zz PRIVMSG #a :b')).toMatchObject({ verb: 'PRIVMSG' });
    expect(take(new Batches(), 'BATCH -zz')).toBeNull();
  });
});

describe('a long text', () => {
  test.each(['a'.repeat(1000), 'some words '.repeat(90), '👩‍👩‍👧‍👦'.repeat(60), 'é'.repeat(700)])(
    'is cut between characters, and nothing of it is lost',
    (text) => {
      const cut = pieces(text, 100);
      expect(cut.join('')).toBe(text);
      for (const piece of cut) {
        expect(bytesOf(piece)).toBeLessThanOrEqual(100);
        expect(piece).not.toMatch(/^\u200d|[\ud800-\udbff]$/);
      }
    },
  );
});
