import { describe, expect, test } from 'vitest';
import { fold } from '../src/irc/names';
import { everyCap, Story } from './story';

describe('joining', () => {
  test('negotiates what both know, then enters the room of the link', () => {
    const story = new Story();
    story.does({ type: 'entered', nick: 'ada', password: 'pw', room: '#tea' });
    story.does({ type: 'dialled' }).does({ type: 'opened' });
    expect(story.takeSent()).toEqual(['CAP LS 302', 'PASS pw', 'NICK ada', 'USER ada 0 * ada']);
    story.hears(
      ':s CAP * LS * :batch unknown/cap',
      ':s CAP * LS :echo-message draft/multiline=max-bytes=9',
    );
    expect(story.takeSent()).toEqual(['CAP REQ :batch draft/multiline echo-message', 'CAP END']);
    story.hears(':s CAP * ACK :batch draft/multiline echo-message', ':s 001 ada :Welcome');
    expect(story.takeSent()).toEqual(['JOIN #tea']);
    expect(story.state.server.caps.get('draft/multiline')).toBe('max-bytes=9');
    story.hears(':ada!~a@h JOIN #tea');
    expect(story.room().presence).toBe('in');
    expect(story.state.current).toBe('#tea');
  });

  test('asks for another name when it is taken, on the same connection', () => {
    const story = new Story();
    story.does({ type: 'entered', nick: 'ada', password: '', room: '#tea' });
    story.does({ type: 'dialled' }).does({ type: 'opened' }).hears(':s 433 * ada :in use');
    expect(story.state.link.refusal).toMatchObject({ about: 'name' });
    story.takeSent();
    story.does({ type: 'entered', nick: 'eda', password: '', room: '#tea' });
    expect(story.takeSent()).toEqual(['NICK eda']);
    expect(story.state.link.refusal).toBeNull();
  });

  test('asks for the password, and does not dial again by itself', () => {
    const story = new Story();
    story.does({ type: 'entered', nick: 'ada', password: '', room: '#tea' });
    story
      .does({ type: 'dialled' })
      .does({ type: 'opened' })
      .hears(':s 464 ada :Password incorrect');
    story.loses();
    expect(story.state.link).toMatchObject({ state: 'off', refusal: { about: 'password' } });
  });

  test('reads the network’s name with its escapes', () => {
    expect(Story.inTea().state.server.name).toBe('Chess club');
  });
});

describe('after a cut', () => {
  test('another name is used while the old session still has it, and given back when it ends', () => {
    const story = Story.inTea().loses();
    story.does({ type: 'dialled' }).does({ type: 'opened' });
    story.takeSent();
    story.hears(':s 433 * ada :in use');
    expect(story.takeSent()).toEqual(['NICK ada_']);
    story.hears(':s 001 ada_ :Welcome', ':ada_!~a@h JOIN #tea');
    story.takeSent();
    story.hears(':ada!~a@h QUIT :Ping timeout');
    expect(story.takeSent()).toEqual(['NICK ada']);
    story.hears(':ada_!~a@h NICK ada');
    expect(story.state.me.nick).toBe('ada');
  });

  test('rooms are entered again, those that were left are not', () => {
    const story = Story.inTea().hears(':ada!~a@h JOIN #cake');
    story.does({ type: 'forgot', room: fold('#cake') });
    expect(story.takeSent()).toContain('PART #cake');
    story.loses().connects();
    expect(story.takeSent().filter((line) => line.startsWith('JOIN'))).toEqual(['JOIN #tea']);
  });
});

test('who was cut off comes back under the same name at once', () => {
  const story = Story.inTea(`${everyCap} hubbub/resume`).hears(':s RESUME TOKEN s3cret').loses();
  story.takeSent();
  story.does({ type: 'dialled' }).does({ type: 'opened' });
  expect(story.sent.slice(0, 3)).toEqual(['CAP LS 302', 'RESUME s3cret', 'NICK ada']);
});
