import { describe, expect, test } from 'vitest';
import { fold } from '../src/irc/names';
import { messagesOf } from '../src/state/saying';
import { recalled } from '../src/state/recall';
import { Story } from './story';

const bob = ':bob!~b@host';
const me = ':ada!~a@host';

describe('a message of one’s own', () => {
  test('is pending until its echo, which takes its place', () => {
    const story = Story.inTea();
    const label = story.says('hello');
    expect(story.takeSent().at(-1)).toBe('@label=L1 PRIVMSG #tea :hello');
    expect(story.items()[0]).toMatchObject({ text: 'hello', sending: { state: 'pending' } });
    const key = story.items()[0]!.key;
    story.hears(`${bob} PRIVMSG #tea :first`, `@label=${label};msgid=m1 ${me} PRIVMSG #tea :hello`);
    expect(story.texts()).toEqual(['first', 'hello']);
    expect(story.items()[1]).toMatchObject({ key, id: 'm1' });
    expect(story.items()[1]!.sending).toBeUndefined();
  });

  test('that is refused stays, with the reason, and can be said again', () => {
    const story = Story.inTea();
    const label = story.says('hello');
    story.hears(`@label=${label} :s 404 ada #tea :Cannot send to channel`);
    expect(story.items()).toMatchObject([
      { sending: { state: 'failed', why: 'Cannot send to channel' } },
    ]);
    story.takeSent();
    story.does({ type: 'retried', room: fold('#tea'), label, fresh: 'L9' });
    expect(story.takeSent()).toEqual(['@label=L9 PRIVMSG #tea :hello']);
    story.hears(`@label=L9 ${me} PRIVMSG #tea :hello`);
    expect(story.texts()).toEqual(['hello']);
    expect(story.items()[0]!.sending).toBeUndefined();
  });

  test('is found by its words where the server knows no labels', () => {
    const story = Story.inTea('echo-message');
    story.says('hello');
    story.hears(`${me} PRIVMSG #tea :hello`);
    expect(story.texts()).toEqual(['hello']);
    expect(story.items()[0]!.sending).toBeUndefined();
  });

  test('of several lines is one batch where the server takes it, else a line each', () => {
    const story = Story.inTea();
    story.says('one\ntwo');
    expect(story.takeSent().slice(-4)).toEqual([
      '@label=L1 BATCH +L1 draft/multiline #tea',
      '@batch=L1 PRIVMSG #tea :one',
      '@batch=L1 PRIVMSG #tea :two',
      'BATCH -L1',
    ]);
    expect(messagesOf(story.state, '#tea', 'one\ntwo\n')).toEqual(['one\ntwo']);
    expect(messagesOf(Story.inTea('').state, '#tea', 'one\n\ntwo')).toEqual(['one', 'two']);
    story.hears(
      '@label=L1 :ada!~a@h BATCH +x draft/multiline #tea',
      `@batch=x ${me} PRIVMSG #tea :one`,
      `@batch=x ${me} PRIVMSG #tea :two`,
      'BATCH -x',
    );
    expect(story.texts()).toEqual(['one\ntwo']);
    expect(story.items()[0]!.sending).toBeUndefined();
  });
});

describe('what others say', () => {
  test('is counted while nobody looks, and the line stands before the first of it', () => {
    const story = Story.inTea().does({ type: 'looked', seen: false });
    story.hears(
      `${bob} PRIVMSG #tea :one`,
      `${bob} PRIVMSG #tea :hi ADA!`,
      `${bob} PRIVMSG #tea :adam`,
    );
    expect(story.room()).toMatchObject({ unread: 3, mentions: 1 });
    expect(story.room().line).toBe(story.items()[0]!.key);
    story.does({ type: 'looked', seen: true });
    expect(story.room()).toMatchObject({ unread: 0, mentions: 0 });
    expect(story.room().line).not.toBeNull();
  });

  test('to oneself alone opens a talk, which goes on under a new name', () => {
    const story = Story.inTea().hears(`${bob} PRIVMSG ada :psst`);
    expect(story.room('bob')).toMatchObject({ isRoom: false, unread: 1, mentions: 1 });
    story.hears(`${bob} NICK rob`);
    expect(story.texts('rob')).toEqual(['psst']);
    expect(story.state.rooms.has(fold('bob'))).toBe(false);
  });

  test('is shown once, however often it comes', () => {
    const line = `@msgid=m1 ${bob} PRIVMSG #tea :one`;
    expect(Story.inTea().hears(line, line).texts()).toEqual(['one']);
  });

  test('to the operators of a room is in the room', () => {
    expect(Story.inTea().hears(`${bob} PRIVMSG @#tea :ops`).texts()).toEqual(['ops']);
  });

  test('between programs is not shown', () => {
    const story = Story.inTea().hears(`${bob} PRIVMSG #tea :\u0001VERSION\u0001`);
    expect(story.texts()).toEqual([]);
    story.hears(`${bob} PRIVMSG #tea :\u0001ACTION waves\u0001`);
    expect(story.items()).toMatchObject([{ kind: 'action', text: 'waves' }]);
  });
});

describe('marks', () => {
  test('are added to their message and taken back', () => {
    const story = Story.inTea().hears(`@msgid=m1 ${bob} PRIVMSG #tea :one`);
    story.hears(`@+draft/reply=m1;+draft/react=👍 ${bob} TAGMSG #tea`);
    story.hears(`@+draft/reply=m1;+draft/react=👍 ${me} TAGMSG #tea`);
    expect(story.items()[0]!.reactions).toEqual([{ text: '👍', by: ['bob', 'ada'] }]);
    story.hears(`@+draft/reply=m1;+draft/unreact=👍 ${bob} TAGMSG #tea`);
    expect(story.items()[0]!.reactions).toEqual([{ text: '👍', by: ['ada'] }]);
  });

  test('that come before their message wait for it', () => {
    const story = Story.inTea().hears(`@+draft/reply=m0;+draft/react=👍 ${bob} TAGMSG #tea`);
    story.pages('#tea', `@msgid=m0 ${bob} PRIVMSG #tea :old`);
    expect(story.items()[0]!.reactions).toEqual([{ text: '👍', by: ['bob'] }]);
  });

  test('that remove leave no word of it', () => {
    const story = Story.inTea().hears(
      `@msgid=m1 ${bob} PRIVMSG #tea :secret`,
      `${bob} REDACT #tea m1`,
    );
    expect(story.items()[0]).toMatchObject({ removed: true, text: '' });
  });
});

describe('typing', () => {
  test('ends with the message, or after a while', () => {
    const story = Story.inTea().hears(`@+typing=active ${bob} TAGMSG #tea`);
    expect([...story.room().typing.values()].map((one) => one.nick)).toEqual(['bob']);
    story.hears(`${bob} PRIVMSG #tea :there`);
    expect(story.room().typing.size).toBe(0);
    story.hears(`@+typing=active ${bob} TAGMSG #tea`);
    story.does({ type: 'ticked', at: story.at + 7000 });
    expect(story.room().typing.size).toBe(0);
  });
});

test('the arrows go through what the person said, and nothing else', () => {
  const story = Story.inTea();
  story.hears(
    '@msgid=1 :ada!~a@host PRIVMSG #tea :first',
    '@msgid=2 :bob!~b@host PRIVMSG #tea :no',
  );
  story.hears('@msgid=3 :ada!~a@host PRIVMSG #tea :second');
  story.hears('@msgid=4;+hubbub/post=1,by=ada :ada!~a@host PRIVMSG #tea :a post');
  const last = recalled(story.room(), null, 'older');
  const before = recalled(story.room(), last, 'older');
  expect([last?.text, before?.text]).toEqual(['second', 'first']);
  expect(recalled(story.room(), before, 'older')).toBeNull();
  expect(recalled(story.room(), before, 'newer')).toBe(last);
  expect(recalled(story.room(), last, 'newer')).toBeNull();
});
