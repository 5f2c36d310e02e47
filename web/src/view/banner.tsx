import { useEffect, useReducer } from 'preact/hooks';
import type { State } from '../state/model';

/** Tells plainly that there is no connection, and what happens next. */
export function Banner({
  state,
  onRetry,
}: {
  readonly state: State;
  readonly onRetry: () => void;
}) {
  const { link } = state;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const isOff = link.state !== 'on';
  useEffect(() => {
    if (!isOff) return undefined;
    const timer = setInterval(() => redraw(undefined), 1000);
    return () => clearInterval(timer);
  }, [isOff]);
  if (!isOff) return null;
  const seconds = Math.max(0, Math.ceil((link.retryAt - Date.now()) / 1000));
  const isWaiting = link.state === 'waiting';
  return (
    <div class="banner">
      <span role="status">
        {isWaiting
          ? 'No connection. You can read, and write: it is sent when the connection is back.'
          : 'Connecting…'}
      </span>
      {isWaiting && (
        <>
          <span class="soft">{seconds > 0 ? `Next try in ${seconds} s` : 'Trying…'}</span>
          <button type="button" onClick={onRetry}>
            Try now
          </button>
        </>
      )}
    </div>
  );
}
