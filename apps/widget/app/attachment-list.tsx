import { type Attachment, isUploading } from './attachments.ts'
import { Close, Doc } from './icons.tsx'
import { useWords } from './use-chat.ts'

type Props = { list: Attachment[]; onRemove: (id: string) => void; onRetry: (id: string) => void }

/** The files about to be sent: what they look like, how far they are, what is wrong with them. */
export function AttachmentList({ list, onRemove, onRetry }: Props) {
  const { t } = useWords()
  if (!list.length) return null
  return (
    <ul class="attachments">
      {list.map((item) => {
        const { id, file, preview, share, problem } = item
        const percent = Math.round(share * 100)
        return (
          <li key={id} class={problem ? 'attachment bad' : 'attachment'}>
            {preview ? <img src={preview} alt="" /> : <Doc />}
            <span class="attachment-text">
              <b>{file.name}</b>
              {problem ? (
                <span class="field-error" role="alert">
                  {t(problem.sentence, problem.params)}
                </span>
              ) : (
                <small class="numbers">{isUploading(item) ? t('uploading', { percent }) : t('uploaded')}</small>
              )}
              {isUploading(item) && <progress max={100} value={percent} aria-label={file.name} />}
            </span>
            {problem && item.canRetry && (
              <button type="button" class="quiet" onClick={() => onRetry(id)}>
                {t('tryAgain')}
              </button>
            )}
            <button
              type="button"
              class="icon-button small"
              aria-label={t(isUploading(item) ? 'cancelUpload' : 'removeFile', { name: file.name })}
              onClick={() => onRemove(id)}
            >
              <Close />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
