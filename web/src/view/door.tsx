import { useState } from 'preact/hooks';
import type { State } from '../state/model';

interface Props {
  readonly state: State;
  readonly serverName: string;
  readonly room: string;
  readonly remembered: string;
  readonly onEnter: (nick: string, password: string) => void;
}

/** The door: a name, the password where it is asked for, in. */
export function Door({ state, serverName, room, remembered, onEnter }: Props) {
  const { link } = state;
  const refusal = link.refusal;
  const [nick, setNick] = useState(state.me.wanted || remembered);
  const [password, setPassword] = useState('');
  const isBusy = refusal === null && (link.state === 'dialling' || link.state === 'registering');
  const isLost = refusal === null && link.state === 'waiting';
  const asksPassword = refusal?.about === 'password' || state.me.password !== '';
  return (
    <main class="door">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (nick.trim() !== '') onEnter(nick.trim(), password);
        }}
      >
        <h1>{serverName}</h1>
        <p class="soft">
          You are about to enter <b>{room}</b>. Choose a name; no account is needed.
        </p>
        <label for="nick">Your name</label>
        <input
          id="nick"
          name="nickname"
          autocomplete="nickname"
          autocapitalize="off"
          spellcheck={false}
          maxLength={40}
          required
          autofocus
          value={nick}
          aria-describedby="door-said"
          aria-invalid={refusal?.about === 'name'}
          onInput={(event) => setNick(event.currentTarget.value)}
        />
        {asksPassword && (
          <>
            <label for="password">The server’s password</label>
            <input
              id="password"
              type="password"
              autocomplete="current-password"
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        <p id="door-said" class="refusal" role="alert">
          {refusal?.why ?? (isLost ? 'The server does not answer. Trying again…' : '')}
        </p>
        <button class="primary" type="submit" disabled={isBusy}>
          {isBusy ? 'Entering…' : 'Enter'}
        </button>
      </form>
    </main>
  );
}
