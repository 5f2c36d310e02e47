import { describe, expect, test } from 'vitest';
import { isJustEmoji, marksOf } from '../src/text/markup';
import { mentions } from '../src/text/mentions';

const of = (text: string) => marksOf(text, 'ada');

describe('what is said', () => {
  test('has links, which end where people end them', () => {
    expect(of('see https://example.org/a_(b).')).toEqual([
      'see ',
      { type: 'link', href: 'https://example.org/a_(b)', text: 'https://example.org/a_(b)' },
      '.',
    ]);
    expect(of('(http://a.org)')[1]).toMatchObject({ href: 'http://a.org/' });
  });

  test('has no link but to the web', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'http://'])
      expect(of(text).every((mark) => typeof mark === 'string')).toBe(true);
  });

  test('stays text, whatever markup it looks like', () => {
    expect(of('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
  });

  test('has code, strong, emphasis, struck, quotes, rooms', () => {
    expect(of('`**no**`')).toEqual([{ type: 'code', text: '**no**' }]);
    expect(of('**a** *b* ~~c~~')).toEqual([
      { type: 'strong', marks: ['a'] },
      ' ',
      { type: 'em', marks: ['b'] },
      ' ',
      { type: 's', marks: ['c'] },
    ]);
    expect(of('2 * 3 * 4 and snake_case_name')).toEqual(['2 * 3 * 4 and snake_case_name']);
    expect(of('> quoted\nanswer')).toEqual([{ type: 'quote', marks: ['quoted'] }, 'answer']);
    expect(of('in #tea, not a#b')).toEqual(['in ', { type: 'room', name: '#tea' }, ', not a#b']);
    expect(of('```js\nlet a = "<b>"\n```')).toEqual([{ type: 'block', text: 'let a = "<b>"' }]);
  });

  test('names the reader in any case, as a word', () => {
    expect(of('hi ADA!')).toEqual(['hi ', { type: 'mention', text: 'ADA' }, '!']);
    expect(mentions('adam', 'ada')).toBe(false);
    expect(mentions('hi, ada_', 'ada')).toBe(false);
    expect(mentions('(a[b])', 'a[b]')).toBe(true);
    expect(mentions('ada-2: look', 'ada-2')).toBe(true);
    expect(mentions('x', '\\^$.*+?()[]{}|/-_`~')).toBe(false);
  });

  test('cannot turn the reading direction or bring control characters', () => {
    expect(of('a\u202eb\u000304,12c\u0002d\u0007')).toEqual(['abcd']);
  });

  test('of the worst kind is read in no time', () => {
    const began = performance.now();
    for (const text of [
      '*'.repeat(5000),
      '**a'.repeat(2000),
      '`'.repeat(5000),
      '_a '.repeat(2000),
      'https://' + '('.repeat(5000),
      '~~'.repeat(3000),
      '> '.repeat(3000),
    ])
      of(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('is just emoji, or not', () => {
    expect(isJustEmoji('👍🏽')).toBe(true);
    expect(isJustEmoji('👩‍👩‍👧 🎉')).toBe(true);
    expect(isJustEmoji('1')).toBe(false);
    expect(isJustEmoji('ok 👍')).toBe(false);
  });
});
