import { describe, expect, test } from 'vitest';
import { waitBefore } from '../src/link/backoff';
import { outcomeOf, commands } from '../src/text/commands';
import { complete } from '../src/text/completion';
import { dayOf } from '../src/text/times';
import type { Row } from '../src/state/rows';
import { Heights, rowsFrom } from '../src/view/heights';

describe('a command', () => {
  test('is what begins with one slash; two say one', () => {
    expect(outcomeOf('hello', '#tea')).toEqual({ type: 'say', text: 'hello', kind: 'said' });
    expect(outcomeOf('//part', '#tea')).toEqual({ type: 'say', text: '/part', kind: 'said' });
    expect(outcomeOf('/ 7', '#tea')).toEqual({ type: 'say', text: '/ 7', kind: 'said' });
    expect(outcomeOf('/me waves', '#tea')).toEqual({ type: 'say', text: 'waves', kind: 'action' });
    expect(outcomeOf('/join cake', '#tea')).toEqual({ type: 'show', room: '#cake' });
    expect(outcomeOf('/TOPIC a b', '#tea')).toEqual({ type: 'line', line: 'TOPIC #tea :a b' });
    expect(outcomeOf('/kick bob', '#tea')).toEqual({ type: 'line', line: 'KICK #tea bob' });
  });

  test('that is not there or lacks words is explained', () => {
    expect(outcomeOf('/dance', '#tea')).toMatchObject({ type: 'wrong' });
    for (const { name, least } of commands)
      if (least > 0) expect(outcomeOf(`/${name}`, '#tea')).toMatchObject({ type: 'wrong' });
  });

  test('never becomes two lines', () => {
    expect(outcomeOf('/nick a\r\nQUIT', '#tea')).toEqual({ type: 'line', line: 'NICK :a QUIT' });
    expect(outcomeOf('/mode +i\nQUIT', '#tea')).toEqual({
      type: 'line',
      line: 'MODE #tea +i QUIT',
    });
  });
});

describe('completion', () => {
  const known = { people: ['ada', 'Alan', 'bob'], rooms: ['#tea'] };
  const texts = (text: string, isAsked = false): string[] =>
    (complete(text, text.length, known, isAsked)?.choices ?? []).map((choice) => choice.text);

  test('offers names by @ or Tab, rooms, commands and emoji', () => {
    expect(texts('@a')).toEqual(['ada: ', 'Alan: ']);
    expect(texts('hi a')).toEqual([]);
    expect(texts('hi a', true)).toEqual(['ada ', 'Alan ']);
    expect(texts('in #t')).toEqual(['#tea ']);
    expect(texts('/top')).toEqual(['/topic ']);
    expect(texts(':tada')).toEqual(['🎉 ']);
    expect(texts('')).toEqual([]);
  });
});

describe('waiting before the next try', () => {
  test('doubles, is spread, and never is more than half a minute', () => {
    expect(waitBefore(0, () => 1)).toBe(500);
    expect(waitBefore(3, () => 0)).toBe(2000);
    expect(waitBefore(3, () => 1)).toBe(4000);
    expect(waitBefore(1000, () => 1)).toBe(30_000);
  });
});

describe('days', () => {
  test('are told as people tell them', () => {
    const now = new Date(2026, 2, 10, 12).getTime();
    expect(dayOf(now, now)).toBe('Today');
    expect(dayOf(new Date(2026, 2, 9, 23).getTime(), now)).toBe('Yesterday');
    expect(dayOf(new Date(2025, 2, 9).getTime(), now)).toContain('2025');
  });
});

describe('heights', () => {
  const row = (key: string): Row => ({ type: 'day', key, at: 0 });
  const blocks = [
    [row('a'), row('b')],
    [row('c'), row('d')],
  ];

  test('tell which row stands where, as measured', () => {
    const heights = new Heights();
    heights.measure(blocks[0]!, blocks[0]![1]!, 100);
    expect(heights.total(blocks)).toBe(3 * 45 + 100);
    expect(heights.at(blocks, 0)).toEqual({ block: 0, at: 0, offset: 0 });
    expect(heights.at(blocks, 144)).toEqual({ block: 0, at: 1, offset: 45 });
    expect(heights.at(blocks, 145)).toEqual({ block: 1, at: 0, offset: 145 });
    expect(heights.at(blocks, 9999)).toEqual({ block: 1, at: 1, offset: 190 });
    expect(heights.find(blocks, 'd')).toEqual({ block: 1, at: 1, offset: 190 });
    expect(heights.find(blocks, 'x')).toBeNull();
    const from = heights.at(blocks, 50)!;
    expect([...rowsFrom(blocks, from, heights, 120)].map(({ row }) => row.key)).toEqual(['b', 'c']);
  });
});
