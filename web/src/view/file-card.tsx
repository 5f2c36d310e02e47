import { useState } from 'preact/hooks';
import type { Offer } from '../state/files';
import { plain } from '../text/markup';
import { sizeOf } from '../text/sizes';
import { Icon } from './icons';

/** What the server shows inline as a picture; an SVG is a program. */
const picture = /\.(?:png|jpe?g|gif|webp|avif|bmp)$/i;

/** A file that somebody offers: seen, read about, fetched. Its name is text and nothing else. */
export function FileCard({ offer }: { readonly offer: Offer }) {
  const [isBroken, break_] = useState(false);
  const name = plain(offer.name).replace(/[\r\n\t]+/g, ' ');
  const isPicture = picture.test(name) && !isBroken;
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
            <code title={`SHA-256: ${offer.sha256}`}>{offer.sha256.slice(0, 12)}…</code>
          </span>
        </p>
        <a class="fetch" href={offer.path} download={name} aria-label={`Download ${name}`}>
          <Icon name="fetch" />
        </a>
      </div>
    </div>
  );
}
