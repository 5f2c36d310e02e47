import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person, Server, desktop, launch, phone } from './house';

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
});

test('in turns: whose it is is seen, and what is typed too soon stays in the field', async () => {
  const ada = await Person.in(browser, `${server.url}#turns`, 'ada', desktop);
  const bob = await Person.in(browser, `${server.url}#turns`, 'bob', phone);
  await ada.say('/turns on 40');
  await ada.page.getByText('It is your turn.').waitFor();
  await bob.page.getByText('It is ada’s turn.').waitFor();
  await bob.say('too soon');
  await bob.page.getByText('what you typed stays here until it is yours').waitFor();
  expect(await bob.field.inputValue()).toBe('too soon');
  const shots = process.env['HUBBUB_SHOTS'];
  if (shots !== undefined) {
    await ada.page.screenshot({ path: `${shots}/turns-desktop.png` });
    await bob.page.screenshot({ path: `${shots}/turns-phone.png` });
  }

  await ada.say('first word');
  await bob.page.getByText('It is your turn.').waitFor();
  await bob.field.press('Enter');
  await ada.hear('too soon');
  await ada.say('/pass');
  await bob.page.getByText('It is your turn.').waitFor();
  await bob.page.getByRole('button', { name: 'Pass' }).click();
  await ada.say('x'.repeat(41));
  await ada.page.getByText('at most 40').waitFor();
  await ada.field.fill('');

  // Who comes later is told too.
  const eve = await Person.in(browser, `${server.url}#turns`, 'eve', desktop);
  await eve.page.getByText('It is ada’s turn.').waitFor();
  await ada.say('/turns off');
  await eve.page.getByText('It is ada’s turn.').waitFor({ state: 'detached' });
  expect([...ada.complaints, ...bob.complaints, ...eve.complaints]).toEqual([]);
});
