import { describe, expect, test } from 'vitest';
import { fold } from '../src/irc/names';
import { Story } from './story';

const bob = ':bob!~b@host';
const line = (n: number): string => `@msgid=m${n} ${bob} PRIVMSG #tea :${n}`;
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => line(from + i));

describe('older messages', () => {
  test('stand above, are asked for by the oldest, and end', () => {
    const story = Story.inTea().hears(line(200));
    story.does({ type: 'asked-older', room: fold('#tea') });
    expect(story.takeSent().at(-1)).toBe('CHATHISTORY BEFORE #tea msgid=m200 100');
    story.pages('#tea', ...range(100, 199));
    expect(story.room().history).toBe('more');
    expect(story.items()[0]!.text).toBe('100');
    story.does({ type: 'asked-older', room: fold('#tea') }).pages('#tea', ...range(98, 99));
    expect(story.room().history).toBe('all');
    expect(story.texts()).toHaveLength(103);
  });

  test('are never shown twice', () => {
    const story = new Story();
    story.does({ type: 'entered', nick: 'ada', password: '', room: '#tea' }).connects();
    story.hears(':ada!~a@host JOIN #tea', line(3));
    story.pages('#tea', ...range(1, 3));
    expect(story.texts()).toEqual(['1', '2', '3']);
  });
});

describe('what was missed during a cut', () => {
  test('comes in its place, page by page, without gap or double', () => {
    const story = Story.inTea().hears(line(1)).loses().connects();
    story.takeSent();
    story.hears(':ada!~a@host JOIN #tea');
    expect(story.takeSent()).toEqual(['CHATHISTORY AFTER #tea msgid=m1 100']);
    story.hears(line(203)).pages('#tea', ...range(2, 101));
    expect(story.takeSent()).toEqual(['CHATHISTORY AFTER #tea msgid=m101 100']);
    story.pages('#tea', ...range(102, 201));
    story.pages('#tea', ...range(202, 203));
    expect(story.texts()).toEqual(Array.from({ length: 203 }, (_, i) => String(i + 1)));
    expect(story.room().resumeAfter).toBeNull();
  });

  test('tells which of one’s own messages had come through; the others are said again, once', () => {
    const story = Story.inTea().hears(line(1));
    story.says('arrived');
    story.says('lost');
    story.loses();
    story.says('typed meanwhile');
    story.connects().hears(':ada!~a@host JOIN #tea');
    story.takeSent();
    story.pages('#tea', '@msgid=m2 :ada!~a@host PRIVMSG #tea :arrived');
    expect(story.takeSent()).toEqual([
      '@label=L2 PRIVMSG #tea :lost',
      '@label=L3 PRIVMSG #tea :typed meanwhile',
    ]);
    expect(story.items().map((item) => [item.text, item.sending?.state])).toEqual([
      ['1', undefined],
      ['arrived', undefined],
      ['lost', 'pending'],
      ['typed meanwhile', 'pending'],
    ]);
  });

  test('is not known on a server without history: the person decides', () => {
    const caps = 'echo-message labeled-response batch message-tags';
    const story = Story.inTea(caps).hears(line(1));
    story.says('unsure');
    story.loses();
    story.says('typed meanwhile');
    story.connects(caps);
    story.takeSent();
    story.hears(':ada!~a@host JOIN #tea');
    expect(story.takeSent()).toEqual(['@label=L2 PRIVMSG #tea :typed meanwhile']);
    expect(story.items()[1]!.sending?.state).toBe('failed');
  });

  test('and is gone from the server too, does not hold up what is said now', () => {
    const story = Story.inTea().hears(line(1)).loses().connects();
    story.hears(
      ':ada!~a@host JOIN #tea',
      ':s FAIL CHATHISTORY INVALID_MSGREFTYPE AFTER #tea :gone',
    );
    story.takeSent();
    story.says('hello');
    expect(story.takeSent()).toEqual(['@label=L1 PRIVMSG #tea :hello']);
  });
});
