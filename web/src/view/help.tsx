import { commands } from '../text/commands';
import { Dialog } from './dialog';

const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'send'],
  ['Shift Enter', 'a new line'],
  ['Tab', 'complete a name, a room, a command, an :emoji'],
  ['Ctrl K', 'go anywhere'],
  ['Ctrl F', 'search, where the server can'],
  ['Alt ↑ ↓', 'the room above, below'],
  ['Alt Shift ↓', 'the next room with something new'],
  ['↑', 'what you said last, to say it better'],
  ['Shift ↑', 'from the empty field to the messages; R answers'],
  ['Esc', 'back to the field'],
  ['?', 'this list'],
];

export function Help({
  onClose,
  isSecure,
  onNotify,
}: {
  readonly onClose: () => void;
  readonly isSecure: boolean;
  readonly onNotify: (() => void) | null;
}) {
  return (
    <Dialog title="Commands and keys" onClose={onClose}>
      <div class="help">
        <h3>Keys</h3>
        <dl>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Commands</h3>
        <dl>
          {commands.map(({ name, takes, does }) => (
            <div key={name}>
              <dt>
                <code>
                  /{name} {takes}
                </code>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>Notifications</h3>
        {!isSecure ? (
          <p>
            Browsers allow notifications, installing and reading offline only over HTTPS with a
            trusted certificate, or on this machine (localhost).
          </p>
        ) : onNotify === null ? (
          <p>This browser is set: what it allows, you get.</p>
        ) : (
          <p>
            <button class="primary" type="button" onClick={onNotify}>
              Notify me when I am mentioned
            </button>
          </p>
        )}
      </div>
    </Dialog>
  );
}
