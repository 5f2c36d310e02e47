import { describe, expect, test } from 'vitest';
import { foldChanges, rowsOf } from '../src/state/rows';
import { Timeline, type Item } from '../src/state/timeline';
import { Story } from './story';

describe('who is here', () => {
  test('comes with the names, and follows those who come, go, rename and rise', () => {
    const story = Story.inTea();
    const members = (): string[] =>
      [...story.room().members.values()].map((m) => m.prefix + m.nick);
    expect(members()).toEqual(['@bob', 'ada']);
    story.hears(':cy!c@h JOIN #tea', ':cy!c@h NICK cyn', ':bob!b@h MODE #tea +vb-o cyn x!*@* bob');
    expect(members()).toEqual(['bob', 'ada', '+cyn']);
    story.hears(':bob!b@h KICK #tea cyn :enough', ':bob!b@h QUIT :bye');
    expect(members()).toEqual(['ada']);
    expect(story.texts()).toEqual([
      'joined',
      'is now cyn',
      'set mode +vb-o cyn x!*@* bob',
      'removed cyn (enough)',
      'left (bye)',
    ]);
  });

  test('is nobody once one is out, and the room can be entered again', () => {
    const story = Story.inTea().hears(':bob!b@h KICK #tea ada :out');
    expect(story.room()).toMatchObject({ presence: 'out' });
    story.takeSent();
    story.does({ type: 'showed', room: '#tea' });
    expect(story.takeSent()).toEqual(['JOIN #tea']);
    story.hears(':s 474 ada #tea :Cannot join channel (+b)');
    expect(story.room().presence).toBe('out');
    expect(story.texts().at(-1)).toBe('Cannot join channel (+b)');
  });
});

const item = (key: number, more: Partial<Item> = {}): Item => ({
  key,
  at: Date.UTC(2026, 0, 2, 12) + key * 1000,
  from: 'bob',
  kind: 'said',
  text: `t${key}`,
  own: false,
  mentions: false,
  ...more,
});

describe('rows', () => {
  test('group what one person says, and begin a day with its date', () => {
    const items = [
      item(1),
      item(2),
      item(3, { from: 'cy' }),
      item(4, { at: Date.UTC(2026, 0, 5) }),
    ];
    expect(
      rowsOf(items, undefined, null).map((row) => (row.type === 'message' ? row.head : row.type)),
    ).toEqual(['day', true, false, true, 'day', true]);
  });

  test('fold those who come and go', () => {
    const items = ['a', 'b', 'c', 'd'].map((from, i) => item(i, { from, kind: 'came' as const }));
    expect(rowsOf(items, item(0), null)).toHaveLength(1);
    expect(foldChanges(items)).toBe('a, b and 2 others joined');
    expect(foldChanges([...items.slice(0, 2), item(9, { from: 'a', kind: 'went' })])).toBe(
      'b joined · a came by',
    );
  });

  test('are made once for a chunk', () => {
    const chunk = [item(1)];
    expect(rowsOf(chunk, undefined, null)).toBe(rowsOf(chunk, undefined, 99));
    expect(rowsOf(chunk, undefined, 1).map((row) => row.type)).toEqual([
      'day',
      'unread',
      'message',
    ]);
  });
});

describe('a timeline', () => {
  test('of a hundred thousand takes one more by copying a few hundred', () => {
    let items = Timeline.of(Array.from({ length: 100_000 }, (_, i) => item(i)));
    const before = items.chunks[0];
    const began = performance.now();
    for (let i = 0; i < 1000; i++) items = items.append(item(100_000 + i));
    expect(performance.now() - began).toBeLessThan(1000);
    expect(items.length).toBe(101_000);
    expect(items.chunks[0]).toBe(before);
    expect(items.insertAfter(500, [item(-1)]).newest(Infinity)[501]!.key).toBe(-1);
  });
});
