import { describe, expect, test } from 'vitest';
import { fold } from '../src/irc/names';
import { linesOfDraft, seenLines } from '../src/state/posting';
import { everyCap, Story } from './story';

const bob = ':bob!~b@host';
const caps = `${everyCap} hubbub/board`;

function listed(): Story {
  return Story.inTea(caps).hears(
    ':s BATCH +b hubbub/board #tea 7 3',
    '@batch=b;msgid=2;+hubbub/post=2,by=bob,pinned,seen=4,expires=2026-01-04T12:00:00.000Z :bob!*@* PRIVMSG #tea :pinned',
    '@batch=b;msgid=5;+hubbub/post=5,by=ada,titled :ada!*@* BATCH +m draft/multiline #tea',
    '@batch=m :ada!*@* PRIVMSG #tea :Title',
    '@batch=m :ada!*@* PRIVMSG #tea :text',
    ':s BATCH -m',
    ':s BATCH -b',
  );
}

const room = (story: Story) => story.state.rooms.get(fold('#tea'))!;
const posts = (story: Story) => room(story).board!.posts;

describe('a board', () => {
  test('is what was listed, with all that the tag says', () => {
    expect(posts(listed())).toMatchObject([
      {
        number: 2,
        author: 'bob',
        pinned: true,
        seen: 4,
        expires: Date.UTC(2026, 0, 4, 12),
        text: 'pinned',
      },
      { number: 5, title: 'Title', text: 'text', id: '5' },
    ]);
    expect(room(listed()).board!.older).toBe(3);
  });

  test('has older pages before it, and starts anew when it is asked for again', () => {
    const story = listed().hears(
      ':s BATCH +c hubbub/board #tea 7 0',
      '@batch=c;msgid=1;+hubbub/post=1,by=bob :bob!*@* PRIVMSG #tea :first',
      ':s BATCH -c',
    );
    expect(posts(story).map((post) => post.number)).toEqual([1, 2, 5]);
    story.hears(':s BATCH +d hubbub/board #tea 0 0', ':s BATCH -d');
    expect(posts(story)).toEqual([]);
  });

  test('follows what is posted, edited, pinned, taken down and what expires', () => {
    const story = listed();
    story.hears(`@msgid=6;+hubbub/post=6,by=bob ${bob} PRIVMSG #tea :new`);
    story.hears(':s BOARD PINNED #tea 6 ada', ':s BOARD UNPINNED #tea 2 ada');
    story.hears(`@msgid=7;+hubbub/post=2,by=bob,edited ${bob} PRIVMSG #tea :better`);
    expect(posts(story)).toMatchObject([
      { number: 2, text: 'better', pinned: false, edited: true, seen: 4 },
      { number: 5 },
      { number: 6, pinned: true },
    ]);
    story.hears(`${bob} REDACT #tea 7`, ':s BOARD EXPIRED #tea 6');
    expect(posts(story).map((post) => post.number)).toEqual([5]);
  });

  test('that was not asked for is not begun by a post', () => {
    const story = Story.inTea(caps);
    story.hears(`@msgid=6;+hubbub/post=6,by=bob ${bob} PRIVMSG #tea :new`);
    expect(room(story).board).toBeUndefined();
    expect(story.items()[0]).toMatchObject({ text: 'new', post: 6 });
  });
});

test('a post that is edited stands once among the messages', () => {
  const story = Story.inTea(caps);
  story.hears(
    `@msgid=6;+hubbub/post=6,by=bob ${bob} PRIVMSG #tea :worse`,
    `${bob} PRIVMSG #tea :between`,
    `@msgid=8;+hubbub/post=6,by=bob,edited ${bob} PRIVMSG #tea :better`,
  );
  expect(story.texts()).toEqual(['between', 'better']);
});

test('what only looks like a post is a message', () => {
  const story = Story.inTea(caps);
  story.hears(`@+hubbub/post=x ${bob} PRIVMSG #tea :hm`, `@+hubbub/post=-1 ${bob} PRIVMSG #tea :x`);
  expect(story.items().map((item) => item.post)).toEqual([undefined, undefined]);
});

test('a draft is sent whole, its title as the first line', () => {
  const story = Story.inTea(caps);
  const draft = {
    title: ' Tea  at four ',
    text: 'bring\r\ncups\n',
    expires: '2d',
    edits: 7,
    answers: 0,
  };
  expect(linesOfDraft(story.state, room(story), draft, 'L1')).toEqual([
    '@label=L1;+hubbub/post=titled,expires=2d,edits=7 BATCH +L1 draft/multiline #tea',
    '@batch=L1 PRIVMSG #tea :Tea at four',
    '@batch=L1 PRIVMSG #tea :bring',
    '@batch=L1 PRIVMSG #tea :cups',
    'BATCH -L1',
  ]);
  const short = { title: '', text: 'hello', expires: '', edits: 0, answers: 0 };
  expect(linesOfDraft(story.state, room(story), short, 'L2')).toEqual([
    '@label=L2;+hubbub/post PRIVMSG #tea :hello',
  ]);
  const answer = { ...short, expires: 'never', answers: 3 };
  expect(linesOfDraft(story.state, room(story), answer, 'L3')).toEqual([
    '@label=L3;+hubbub/post=expires=never,answers=3 PRIVMSG #tea :hello',
  ]);
});

describe('what is posted', () => {
  const draft = { title: '', text: 'hello', expires: 'never', edits: 0, answers: 0 };
  const posting = (story: Story) => room(story).posting;

  test('is on its way until the server says it back', () => {
    const story = listed();
    story.does({ type: 'posted', room: fold('#tea'), draft, label: 'L1' });
    expect(story.takeSent().at(-1)).toBe(
      '@label=L1;+hubbub/post=expires=never PRIVMSG #tea :hello',
    );
    expect(posting(story)).toEqual({ label: 'L1' });
    story.hears('@label=L1;msgid=9;+hubbub/post=9,by=ada :ada!~a@host PRIVMSG #tea :hello');
    expect(posting(story)).toBeUndefined();
    expect(posts(story).at(-1)).toMatchObject({ number: 9, text: 'hello' });
  });

  test('and refused tells why, and nothing stands among the messages', () => {
    const story = listed();
    story.does({ type: 'posted', room: fold('#tea'), draft, label: 'L1' });
    story.hears('@label=L1 :s FAIL BOARD BOARD_FULL #tea :The board is full');
    expect(posting(story)?.why).toBe('The board is full');
    expect(story.texts()).toEqual([]);
  });

  test('at a cut or without a connection is not lost in silence', () => {
    const story = listed();
    story.does({ type: 'posted', room: fold('#tea'), draft, label: 'L1' }).loses();
    expect(posting(story)?.why).toContain('connection broke');
    story.takeSent();
    story.does({ type: 'posted', room: fold('#tea'), draft, label: 'L2' });
    expect(posting(story)?.why).toContain('no connection');
    expect(story.sent).toEqual([]);
  });

  test('is asked for again when the room is entered again', () => {
    const story = listed().loses().connects(caps);
    story.hears(':ada!~a@host JOIN #tea');
    expect(story.sent).toContain('BOARD #tea');
  });
});

test('what was shown is told in ranges', () => {
  const story = listed().hears(`@msgid=6;+hubbub/post=6,by=bob ${bob} PRIVMSG #tea :new`);
  expect(seenLines(room(story), [6, 2, 5])).toEqual(['BOARD #tea SEEN 2 2', 'BOARD #tea SEEN 5 6']);
});
