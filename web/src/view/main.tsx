import { render } from 'preact';
import { roomOfHash } from '../irc/names';
import { Store } from '../link/store';
import '../style/base.css';
import '../style/door.css';
import '../style/frame.css';
import '../style/messages.css';
import '../style/composer.css';
import '../style/dialogs.css';
import '../style/board.css';
import '../style/files.css';
import { App } from './app';
import { notifications } from './notify';

const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="hubbub-${name}"]`)?.content ?? '';

const lobby = meta('lobby') || '#lobby';
const room = roomOfHash(location.hash) ?? lobby;
const store = new Store(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/`);

/** This tab's own: a reload enters again by itself. */
const tab = {
  read: (name: string): string => sessionStorage.getItem(`hubbub/${name}`) ?? '',
  write: (name: string, value: string): void => sessionStorage.setItem(`hubbub/${name}`, value),
};

store.listen((state, before) => {
  notifications.tell(before, state);
  if (state.link.state === 'on' && before.link.state !== 'on') {
    tab.write('nick', state.me.wanted);
    tab.write('password', state.me.password);
    localStorage.setItem('hubbub/nick', state.me.wanted);
  }
  if (state.me.wanted !== '' && state.link.state === 'off' && before.link.state === 'on')
    sessionStorage.clear();
});

const looks = (): void =>
  store.dispatch({ type: 'looked', seen: !document.hidden && document.hasFocus() });
for (const event of ['focus', 'blur', 'visibilitychange']) addEventListener(event, looks);
document.addEventListener('visibilitychange', looks);
looks();
addEventListener('hashchange', () => {
  const name = roomOfHash(location.hash);
  if (name !== null && store.state.current !== null) store.dispatch({ type: 'showed', room: name });
});

if (tab.read('nick') !== '') void store.enter(tab.read('nick'), tab.read('password'), room, true);
if ('serviceWorker' in navigator && isSecureContext)
  void navigator.serviceWorker.register('/worker.js').catch(() => undefined);

render(
  <App
    store={store}
    serverName={meta('server') || 'Hubbub'}
    room={room}
    remembered={localStorage.getItem('hubbub/nick') ?? ''}
  />,
  document.querySelector('#page')!,
);
