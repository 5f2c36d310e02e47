import { describe, expect, test } from 'vitest';
import { fold } from '../src/irc/names';
import { whoseTurn, whyNotSay } from '../src/state/turns';
import { outcomeOf } from '../src/text/commands';
import { everyCap, Story } from './story';

const caps = `${everyCap} hubbub/talk`;
const inTurns = (): Story => Story.inTea(caps).hears(':s TURNS #tea ON 5 bob', ':s TURN #tea bob');
const why = (story: Story, text = 'hi'): string | null =>
  whyNotSay(story.state, fold('#tea'), text);

describe('where people speak in turns', () => {
  test('whose turn it is is asked when the room is entered', () => {
    const story = Story.inTea(caps);
    expect(story.sent).toContain('TURN #tea');
    story.hears(':s TURN #tea *');
    expect(story.room().turns).toBeNull();
    expect(why(story)).toBeNull();
  });

  test('the page says whose turn it is, and why what is typed stays', () => {
    const story = inTurns();
    expect(story.room().turns).toEqual({ nick: 'bob', longest: 5 });
    expect(story.texts()).toEqual(['lets people speak in turns']);
    expect(whoseTurn(story.state, story.room())).toBe('It is bob’s turn.');
    expect(why(story)).toContain('It is bob’s turn');
  });

  test('one speaks when it is one’s turn, and only so much', () => {
    const story = inTurns().hears(':s TURN #tea ada');
    expect(whoseTurn(story.state, story.room())).toBe('It is your turn.');
    expect(why(story, '👨‍👩‍👧‍👦'.repeat(5))).toBeNull();
    expect(why(story, 'sixsix')).toContain('at most 5');
  });

  test('the turn stays with whoever takes another name', () => {
    const story = inTurns().hears(':bob!~b@host NICK rob');
    expect(story.room().turns?.nick).toBe('rob');
  });

  test('passing is told, the end too', () => {
    const story = inTurns().hears(':s TURN #tea * bob', ':s TURN #tea ada');
    expect(story.items().at(-1)).toMatchObject({ from: 'bob', text: 'passes', kind: 'change' });
    story.hears(':s TURNS #tea OFF 0 bob');
    expect(why(story)).toBeNull();
    expect(whoseTurn(story.state, story.room())).toContain('do not speak in turns');
  });

  test('after a cut it is not known any more, and nobody is held back', () => {
    expect(why(inTurns().loses())).toBeNull();
  });

  test('what the server refuses all the same stands there with the reason', () => {
    const story = Story.inTea(caps);
    const label = story.says('too soon');
    story.hears(`@label=${label} :s 404 ada #tea :Cannot send to channel: it is bob's turn`);
    expect(story.items()[0]?.sending).toMatchObject({ state: 'failed' });
  });
});

test('a talk with the console has turns, and tells its line and its end', () => {
  const story = Story.inTea(caps);
  story.hears(':s TALK LINE 2 bob', ':s TALK BEGAN #tea bob ada 500');
  expect(story.room().turns).toEqual({ nick: 'ada', longest: 500 });
  story.hears(':s TALK ENDED #tea bob ada :closed the talk');
  expect(story.room().turns).toBeNull();
  expect(story.texts()).toEqual([
    'You are number 2 in line for bob.',
    'ada talks with bob, in turns.',
    'The talk is over: bob closed the talk',
  ]);
});

test('turns have commands', () => {
  expect(outcomeOf('/turns on 80', '#tea')).toEqual({ type: 'line', line: 'TURNS #tea on 80' });
  expect(outcomeOf('/pass', '#tea')).toEqual({ type: 'line', line: 'TURN #tea PASS' });
  expect(outcomeOf('/turn', '#tea')).toEqual({ type: 'whose-turn' });
});

test('who may not simply walk in to the console asks for a talk', () => {
  const story = Story.inTea(caps).does({ type: 'showed', room: '#talk' });
  story.takeSent();
  story.hears(':s 473 ada #talk :Cannot join channel (+i)', ':s TALK LINE 1 bob');
  expect(story.sent).toEqual(['TALK']);
  expect(story.room('#talk').presence).toBe('asked');
  expect(story.texts('#talk')).toEqual(['You are number 1 in line for bob.']);
});

test('a goodbye after the talk is the end: the page does not come back by itself', () => {
  const story = Story.inTea(caps);
  story.hears(':s TALK BEGAN #tea bob ada 500', ':s TALK ENDED #tea bob ada :closed it');
  story.hears('ERROR :Bye');
  story.loses();
  expect(story.state.link).toMatchObject({ state: 'off', refusal: { about: 'server' } });
  story.does({ type: 'entered', nick: 'ada', password: '', room: '#talk' });
  expect(story.state.link).toMatchObject({ refusal: null, talked: false });
});
