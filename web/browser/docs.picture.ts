import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, desktop, launch, phone } from './house';

/** What the README and docs/ show: an afternoon in a chess club. */
let browser: Browser;
let server: Server;
const docs = join(import.meta.dirname, '../../docs');

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

const sharp = { ...desktop, deviceScaleFactor: 2 };
const inLight = { ...sharp, colorScheme: 'light' } as const;
const inDark = { ...sharp, colorScheme: 'dark' } as const;

test('the pictures', async () => {
  const ada = await Person.in(browser, `${server.url}#tournament`, 'ada', inLight);
  const bob = await Person.in(browser, `${server.url}#tournament`, 'Bob', inDark);
  const cleo = await Person.in(browser, `${server.url}#tournament`, 'Cleo', {
    ...phone,
    colorScheme: 'dark',
  });
  await ada.say('/topic Saturday: five rounds, 10+5, bring a friend');
  await said(ada, 'Good morning! The **first round** starts at seven. Pairings are on the board.');
  await said(bob, 'I bring the clocks and two spare boards.');
  await react(ada, 'I bring the clocks', '👍');
  await react(cleo, 'I bring the clocks', '👍');
  await post(
    ada,
    'Pairings, round one',
    '1. Lena – Bob\n2. Cleo – Ines\n3. Tariq – ada\n\nWhite is named **first**.',
    '1d',
  );
  await post(
    bob,
    'Club evening',
    'Every Thursday from six, upstairs. Beginners are welcome; boards are there.',
    'never',
  );
  await post(cleo, 'Lost: one black knight', 'Wooden, about 6 cm. It answers to `Nf6`.', '7d');
  await bob.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'position.png', mimeType: 'image/png', buffer: await position() });
  await ada.page.locator('.file img').waitFor();
  await said(bob, 'Does anybody have a *digital* one?');
  await said(cleo, 'Two of mine work, the third says `ERR 7`.');
  await said(ada, 'Wonderful, thank you both.');
  await said(
    cleo,
    '> bring a friend\nLena comes along, she plays the London :slightly_smiling_face:'.replace(
      ':slightly_smiling_face:',
      '🙂',
    ),
  );
  await said(bob, 'ada: who keeps the time in round one?');
  await ada.message('who keeps the time').last().focus();
  await ada.page.keyboard.press('r');
  await said(ada, 'I do, and then whoever is out first.');
  await bob.say('/join #openings');
  await bob.isIn();
  await said(bob, 'The London it is, then.');
  await bob.say('/join #tournament');
  for (const room of ['#openings', '#endgames']) {
    await ada.say(`/join ${room}`);
    await ada.page.getByRole('heading', { name: room }).waitFor();
    await ada.isIn();
  }
  await ada.say('/join #tournament');
  await bob.say('/join #endgames');
  await bob.isIn();
  await said(bob, 'ada: is rook and pawn against rook a draw here?');
  await bob.say('/msg ada Could you bring the big clock too?');
  await bob.say('/join #tournament');
  await cleo.field.pressSequentially('I will', { delay: 20 });
  await ada.page.getByText('Cleo is typing').waitFor();
  for (const { page } of [ada, bob]) await page.mouse.move(640, 10);
  await ada.page.screenshot({ path: join(docs, 'page-light.png') });
  await bob.page.screenshot({ path: join(docs, 'page-dark.png') });
  await cleo.field.fill('');
  await settled(cleo);
  await cleo.page.screenshot({ path: join(docs, 'page-phone-dark.png') });

  await ada.page.getByRole('button', { name: 'Board', exact: true }).click();
  await ada.page.getByRole('article', { name: 'Post 1' }).hover();
  await ada.page.getByRole('button', { name: 'Pin' }).last().click();
  await ada.page.getByText('Pinned').waitFor();
  await cleo.page.getByRole('button', { name: 'Board', exact: true }).click();
  await cleo.page.getByText('Pinned').waitFor();
  await cleo.page.screenshot({ path: join(docs, 'board-phone-dark.png') });
  // The server gathers who has seen what for some seconds; lists tell it.
  const board = ada.page.getByRole('button', { name: 'Board', exact: true });
  await expect
    .poll(
      async () => {
        await board.click();
        await board.click();
        return ada.page.getByText('seen by').count();
      },
      { timeout: 15_000, interval: 1_000 },
    )
    .toBe(3);
  await ada.page.mouse.move(5, 5);
  await ada.page.screenshot({ path: join(docs, 'board-light.png') });

  await ada.page.getByRole('button', { name: 'Board', exact: true }).click();
  await ada.say('/turns on 200');
  await ada.page.getByText('It is your turn.').waitFor();
  await said(ada, 'One after the other, please: what shall we play in round two?');
  await cleo.page.getByRole('button', { name: 'Board', exact: true }).click();
  await cleo.page.getByText('It is Bob’s turn.').waitFor();
  await cleo.say('The Italian!');
  await cleo.page.getByText('what you typed stays here').waitFor();
  await settled(cleo);
  await cleo.page.screenshot({ path: join(docs, 'turns-phone-dark.png') });

  const eve = await Person.at(browser, `${server.url}#tournament`, 'Eve', {
    ...phone,
    colorScheme: 'light',
  });
  await eve.page.getByLabel('Your name').fill('Lena');
  await eve.page.screenshot({ path: join(docs, 'door-phone-light.png') });
});

/** Colours have faded to where they go. */
const settled = (person: Person): Promise<void> => person.page.waitForTimeout(300);

/** A chess board, drawn by the browser. */
async function position(): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  const pieces = new Map([
    [4, '♚'],
    [12, '♟'],
    [19, '♞'],
    [28, '♙'],
    [35, '♗'],
    [37, '♘'],
    [52, '♕'],
    [60, '♔'],
  ]);
  const squares = Array.from({ length: 64 }, (_, i) => {
    const isDark = (i + (i >> 3)) % 2 === 1;
    return `<i style="background:${isDark ? '#7a9a8f' : '#eef0e6'}">${pieces.get(i) ?? ''}</i>`;
  });
  await page.setContent(
    `<body style="margin:0;height:360px;display:grid;grid:repeat(8,1fr)/repeat(8,1fr);font:40px/45px sans-serif;text-align:center">${squares.join('')}<style>i{font-style:normal}</style>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

async function said(person: Person, text: string): Promise<void> {
  await person.say(text);
  await person.hear(
    text
      .split(/[*`\n>_]/)
      .find((part) => part.trim().length > 3)!
      .trim(),
  );
}

async function react(person: Person, text: string, emoji: string): Promise<void> {
  await person.hear(text);
  await person.message(text).first().focus();
  await person.page.getByRole('button', { name: 'React', exact: true }).click();
  await person.page.getByRole('button', { name: `React ${emoji}` }).click();
  await person.field.focus();
}

async function post(person: Person, title: string, text: string, expires: string): Promise<void> {
  const { page } = person;
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await page.getByRole('button', { name: 'New post' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text').fill(text);
  await page.getByLabel('How long it stays').selectOption(expires);
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('button', { name: 'Board', exact: true }).click();
}
