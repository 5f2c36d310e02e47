import { useState } from 'preact/hooks';
import type { End, Offer } from '../state/files';
import { plain } from '../text/markup';
import { sizeOf } from '../text/sizes';
import { Icon } from './icons';

interface Props {
  readonly offer: Offer;
  /** Whoever looks has brought it. */
  readonly own: boolean;
  readonly onDecline: () => void;
}

const onceWords = (own: boolean, to: string): string =>
  own ? `${plain(to)} can fetch it one time` : 'for one time';

/** What the server shows inline as a picture; an SVG is a program. */
const picture = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;

const ends: Readonly<Record<End, string>> = {
  fetched: 'fetched',
  declined: 'not wanted',
  expired: 'not fetched in time',
};

/** A file that somebody offers: seen, read about, fetched. Its name is text and nothing else. */
export function FileCard({ offer, own, onDecline }: Props) {
  const [isBroken, break_] = useState(false);
  const name = plain(offer.name).replace(/[\r\n\t]+/g, ' ');
  const { once } = offer;
  // To show it would be to fetch it, and that goes once.
  const isPicture = once === undefined && picture.test(name) && !isBroken;
  const isOver = once?.end !== undefined;
  return (
    <div class="file">
      {isPicture && (
        <a class="thumbnail" href={offer.path} target="_blank" rel="noopener noreferrer">
          <img
            src={offer.path}
            alt={name}
            loading="lazy"
            decoding="async"
            onError={() => break_(true)}
          />
        </a>
      )}
      <div class="file-about">
        {!isPicture && <Icon name="file" />}
        <p>
          <bdi class="file-name">{name}</bdi>
          <span class="soft">
            {sizeOf(offer.size)} ·{' '}
            {once !== undefined && <>{once.end ? ends[once.end] : onceWords(own, once.to)} · </>}
            <code title={`SHA-256: ${offer.sha256}`}>{offer.sha256.slice(0, 12)}…</code>
          </span>
        </p>
        {once !== undefined && !own && !isOver && (
          <button class="fetch" type="button" aria-label={`Decline ${name}`} onClick={onDecline}>
            <Icon name="close" />
          </button>
        )}
        {!isOver && !(once !== undefined && own) && (
          <a class="fetch" href={offer.path} download={name} aria-label={`Download ${name}`}>
            <Icon name="fetch" />
          </a>
        )}
      </div>
    </div>
  );
}
