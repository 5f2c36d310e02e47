import type { Upload } from '../state/files';
import { plain } from '../text/markup';
import { sizeOf } from '../text/sizes';
import { Icon } from './icons';

interface Props {
  readonly uploads: readonly Upload[];
  readonly onDrop: (key: number) => void;
  readonly onRetry: (key: number) => void;
}

/** What is on its way to the server, over the message field. */
export function UploadLines({ uploads, onDrop, onRetry }: Props) {
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads" aria-label="Uploads">
      {uploads.map((upload) => (
        <li key={upload.key} class={upload.state}>
          <bdi>{plain(upload.name)}</bdi>
          {upload.state === 'failed' ? (
            <span role="alert">Not sent: {upload.why}</span>
          ) : (
            <>
              <progress
                aria-label={`Sending ${plain(upload.name)}`}
                max={Math.max(1, upload.size)}
                value={upload.sent}
              />
              <span class="soft">
                {upload.state === 'waiting'
                  ? 'waiting'
                  : `${sizeOf(upload.sent)} of ${sizeOf(upload.size)}`}
              </span>
            </>
          )}
          {upload.state === 'failed' && (
            <button class="again" type="button" onClick={() => onRetry(upload.key)}>
              Try again
            </button>
          )}
          <button
            type="button"
            aria-label={`${upload.state === 'failed' ? 'Discard' : 'Cancel'} ${plain(upload.name)}`}
            onClick={() => onDrop(upload.key)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
