import { describe, expect, test } from 'vitest';
import { parse } from '../src/irc/message';
import { fold } from '../src/irc/names';
import { offerOf, type Upload } from '../src/state/files';
import { sizeOf } from '../src/text/sizes';
import { Story } from './story';

const sha = '0123456789abcdef'.repeat(4);
const tag = (path: string, name = 'tea%20pot.png'): string =>
  `+hubbub/file=17,by=ada,size=1234567,sha256=${sha},path=${path},name=${name}`;
const line = (tags: string): string => `@msgid=1;${tags} :bob!~b@host PRIVMSG #tea :[file 17] x`;
const offered = (tags: string) => offerOf(parse(line(tags))!);

const tea = fold('#tea');
const upload: Upload = { key: 1, name: 'a.txt', size: 3, sent: 0, state: 'waiting' };
const brings = (): Story => Story.inTea().does({ type: 'uploading', room: tea, upload });
const right = '@+hubbub/upload=#tea,path=/files/RIGHT0123/,most=100 :s NOTICE ada :…';

describe('an offer', () => {
  test('is read from its tag', () => {
    expect(offered(tag('/files/KEY01234/tea%20pot.png'))).toEqual({
      number: 17,
      name: 'tea pot.png',
      size: 1_234_567,
      sha256: sha,
      path: '/files/KEY01234/tea%20pot.png',
    });
    const story = Story.inTea().hears(line(tag('/files/KEY01234/x')));
    expect(story.items()[0]).toMatchObject({ text: 'tea pot.png', file: { number: 17 } });
  });

  test.each([
    'https://evil.example/files/KEY01234/x',
    '//evil.example/files/KEY01234/x',
    '/files/../secret/KEY01234',
    '/files/KEY01234/x?y',
    '/files/KEY01234/a/b',
    'javascript:alert(1)',
    '/files/KEY01234/\u0000',
  ])('never leads anywhere but to the drop: %s', (path) => {
    expect(offered(tag(path))).toBeNull();
  });

  test('may have any name: it is text', () => {
    const name = encodeURIComponent('<img src=x onerror=alert(1)>.png');
    expect(offered(tag('/files/KEY01234/x', name))?.name).toBe('<img src=x onerror=alert(1)>.png');
    expect(offered(tag('/files/KEY01234/x', '%E0%A4%A'))?.name).toBe('%E0%A4%A');
  });
});

describe('an upload', () => {
  test('asks for the right once', () => {
    const story = brings();
    expect(story.sent.at(-1)).toBe('FILES #tea UPLOAD');
    story.takeSent();
    story.does({ type: 'uploading', room: tea, upload: { ...upload, key: 2 } });
    expect(story.sent).toEqual([]);
    story.hears(right);
    expect(story.room().right).toEqual({ path: '/files/RIGHT0123/', most: 100 });
    expect(story.texts()).toEqual([]);
  });

  test('is told of until it ends', () => {
    const story = brings();
    story.does({ type: 'uploading', room: tea, upload: { ...upload, sent: 2, state: 'going' } });
    expect(story.room().uploads).toMatchObject([{ sent: 2, state: 'going' }]);
    story.does({ type: 'upload-ended', room: tea, key: 1 });
    expect(story.room().uploads).toEqual([]);
  });

  test('that is refused tells why, in its place', () => {
    const story = brings().hears(':s FAIL FILES DROP_FULL #tea :The drop is full');
    expect(story.room().uploads).toMatchObject([{ state: 'failed', why: 'The drop is full' }]);
    expect(story.texts()).toEqual([]);
    const old = brings().hears(':s 421 ada FILES :Unknown command');
    expect(old.room().uploads).toMatchObject([{ state: 'failed' }]);
  });

  test('that waits at a cut asks again', () => {
    const story = brings().hears(right).loses();
    expect(story.room().right).toBeUndefined();
    story.takeSent();
    story.connects().hears(':ada!~a@host JOIN #tea');
    expect(story.sent).toContain('FILES #tea UPLOAD');
  });

  test('given before one is in the room asks on entering', () => {
    const story = Story.inTea().loses().connects();
    story.takeSent();
    story.does({ type: 'uploading', room: tea, upload });
    expect(story.sent).toEqual([]);
    story.hears(':ada!~a@host JOIN #tea');
    expect(story.sent.filter((line) => line === 'FILES #tea UPLOAD')).toHaveLength(1);
  });

  test('gets its right from the server only', () => {
    const story = brings().hears(right.replace(':s NOTICE', ':eve!~e@host NOTICE'));
    expect(story.room().right).toBeUndefined();
  });
});

describe('a file for one person', () => {
  const once = tag('/files/once-KEY01234/x').replace(',size', ',to=ada,size');
  const handed = `@msgid=2;${once} :bob!~b@host PRIVMSG ada :[file 17] x`;
  const end = (how: string): string =>
    `@+hubbub/file-end=17,end=${how},by=bob,to=ada :s NOTICE ada :ada has fetched file 17: x`;
  const file = (story: Story) => story.items('bob').find((item) => item.file)?.file;

  test('is for one time, until it is over', () => {
    const story = Story.inTea().hears(handed);
    expect(file(story)).toMatchObject({ number: 17, once: { to: 'ada' } });
    expect(file(story)?.once?.end).toBeUndefined();
    story.hears(end('fetched'));
    expect(file(story)?.once).toEqual({ to: 'ada', end: 'fetched' });
    // Whoever reads elsewhere reads of it there.
    expect(story.texts()).toEqual(['ada has fetched file 17: x']);
  });

  test('is over only by the word of the server', () => {
    const story = Story.inTea().hears(
      handed,
      end('fetched').replace(':s NOTICE', ':eve!~e@h NOTICE'),
    );
    expect(file(story)?.once?.end).toBeUndefined();
    story.hears(end('eaten'));
    expect(file(story)?.once?.end).toBeUndefined();
  });

  test('is brought by a right of its own', () => {
    const bob = fold('bob');
    const story = Story.inTea().does({ type: 'showed', room: 'bob' });
    story.does({ type: 'uploading', room: bob, upload });
    expect(story.sent.at(-1)).toBe('FILES bob UPLOAD');
    story.hears(right.replace('#tea', 'bob'));
    expect(story.room('bob').right).toEqual({ path: '/files/RIGHT0123/', most: 100 });
    expect(story.room().right).toBeUndefined();
  });

  test('that waits at a cut asks again', () => {
    const story = Story.inTea().does({ type: 'showed', room: 'bob' });
    story.does({ type: 'uploading', room: fold('bob'), upload }).loses();
    story.takeSent();
    story.connects();
    expect(story.sent).toContain('FILES bob UPLOAD');
  });

  test.each([
    ':s 401 ada bob :No such nick',
    ':s 531 ada bob :They take messages only from people with an account (+R)',
    ':s FAIL FILES TOO_MANY_WAIT bob :As many files wait as may',
  ])('that is refused tells why, at its place: %s', (refusal) => {
    const story = brings().does({ type: 'showed', room: 'bob' });
    story.does({ type: 'uploading', room: fold('bob'), upload: { ...upload, key: 2 } });
    story.hears(refusal);
    expect(story.room('bob').uploads).toMatchObject([{ state: 'failed' }]);
    expect(story.room('#tea').uploads).toMatchObject([{ state: 'waiting' }]);
    expect(story.texts('bob')).toEqual([]);
  });
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [999_600, '1.0 MB'],
  [20_000_000_000, '20 GB'],
])('%i bytes are %s', (bytes, words) => expect(sizeOf(bytes)).toBe(words));
