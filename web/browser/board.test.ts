import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, desktop, launch, phone } from './house';

let browser: Browser;
let server: Server;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

const shots = process.env['HUBBUB_SHOTS'];

test.each([
  ['light', desktop],
  ['dark', phone],
] as const)('a post is written, seen, changed and taken down (%s)', async (colorScheme, screen) => {
  const room = `#board-${colorScheme}`;
  const ada = await Person.in(browser, server.url + room, `ada-${colorScheme}`, {
    ...screen,
    colorScheme,
  });
  const bob = await Person.in(browser, server.url + room, `bob-${colorScheme}`, {
    ...screen,
    colorScheme,
  });
  const { page } = ada;
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await page.getByText('Nothing is posted yet.').waitFor();
  await page.getByRole('button', { name: 'New post' }).click();
  await page.getByLabel('Title').fill('Tea at four');
  await page.getByLabel('Text').fill('Bring **cups**.\nAnd biscuits.');
  await page.getByLabel('How long it stays').selectOption('7d');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByRole('article', { name: 'Post 1' }).waitFor();
  await page.getByRole('button', { name: 'New post' }).click();
  await page.getByLabel('Text').fill('Second thought');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByRole('article', { name: 'Post 2' }).waitFor();

  const own = page.getByRole('article', { name: 'Post 1' });

  // Everybody in the room reads it at once, and it stands on their board.
  await bob.hear('And biscuits.');
  await bob.page.getByRole('button', { name: 'Board', exact: true }).click();
  const card = bob.page.getByRole('article', { name: 'Post 1' });
  await card.getByRole('heading', { name: 'Tea at four' }).waitFor();
  // The server gathers who has seen what for some seconds; lists tell it.
  const board = page.getByRole('button', { name: 'Board', exact: true });
  await expect
    .poll(
      async () => {
        await board.click();
        await board.click();
        return own.getByText('seen by 1').count();
      },
      { timeout: 15_000, interval: 500 },
    )
    .toBe(1);
  await own.getByRole('button', { name: 'Pin' }).click();
  await card.getByText('Pinned').waitFor();
  if (shots !== undefined) await page.screenshot({ path: `${shots}/board-${colorScheme}.png` });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    return (await axe.run()).violations.map((one) => one.id);
  });
  expect(violations).toEqual([]);

  // Anybody answers it; what it answers is seen while one writes, and told on the card.
  await card.getByRole('button', { name: 'Answer' }).click();
  await bob.page.getByRole('dialog').getByText('Tea at four').waitFor();
  await bob.page.getByLabel('Text').fill('I bring the biscuits');
  if (shots !== undefined)
    await bob.page.screenshot({ path: `${shots}/board-answer-${colorScheme}.png` });
  await bob.page.getByRole('button', { name: 'Post', exact: true }).click();
  const answer = page.getByRole('article', { name: 'Post 3' });
  await answer.getByText('I bring the biscuits').waitFor();
  await answer.getByText('answers #1').waitFor();

  await own.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Text').fill('No tea today');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await card.getByText('No tea today').waitFor();
  await own.getByRole('button', { name: 'Take down' }).click();
  await card.waitFor({ state: 'detached' });
});
