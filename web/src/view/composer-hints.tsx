import type { ComponentChildren } from 'preact';
import type { Item } from '../state/timeline';
import { plain } from '../text/markup';
import { Icon } from './icons';

interface Hint {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** One line over the field, with a way out of what it tells. */
function HintLine({ label, onClose, children }: Hint) {
  return (
    <p class="answering">
      <span role="status">{children}</span>
      <button type="button" onClick={onClose} aria-label={label} title={label}>
        <Icon name="close" />
      </button>
    </p>
  );
}

interface Props {
  readonly answering: Item | null;
  readonly isRecalled: boolean;
  /** Of a long paste; 0: there is none. */
  readonly lines: number;
  /** As how many messages it would be sent. */
  readonly messages: number;
  readonly onStopAnswering: () => void;
  readonly onDiscard: () => void;
}

/** What will become of what is typed. */
export function ComposerHints(props: Props) {
  const { answering, isRecalled, lines, messages } = props;
  return (
    <>
      {answering !== null && (
        <HintLine label="Do not answer" onClose={props.onStopAnswering}>
          Answering <b>{answering.from}</b>: {plain(answering.text).slice(0, 100)}
        </HintLine>
      )}
      {isRecalled && (
        <HintLine label="Discard" onClose={props.onDiscard}>
          What you said before. It is sent as a new message: what was said cannot be changed here.
        </HintLine>
      )}
      {lines > 0 && (
        <HintLine label="Discard what was pasted" onClose={props.onDiscard}>
          {lines} lines were pasted. Send them all as{' '}
          {messages === 1 ? 'one message' : `${messages} messages`}? Enter sends, Esc discards.
        </HintLine>
      )}
    </>
  );
}
