import { App } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Part } from '../../../../../src/conversations/contract.ts'
import { newId } from '../../../../kit/realtime.ts'
import { upload } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'

/** What will go out with the next message: a card, or a file that is on its way up. */
export type Attachment =
  | { key: string; kind: 'card'; part: Extract<Part, { kind: 'card' }> }
  | {
      key: string
      kind: 'file'
      name: string
      preview: string | null
      share: number
      part: Part | null
      abort: () => void
    }

type Uploaded = { fileId: string; name: string; mime: string; size: number }

export const MAX_BYTES = 10 * 1024 * 1024
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,video/mp4,audio/wav'
const MAX_ATTACHMENTS = 8

export function useAttachments() {
  const { t } = useTranslation('desk')
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [attachments, setAttachments] = useState<readonly Attachment[]>([])
  const latest = useRef(attachments)
  latest.current = attachments

  const drop = useCallback((key: string) => {
    const gone = latest.current.find((attachment) => attachment.key === key)
    if (gone?.kind === 'file') {
      gone.abort()
      if (gone.preview) URL.revokeObjectURL(gone.preview)
    }
    setAttachments((now) => now.filter((attachment) => attachment.key !== key))
  }, [])

  const addCard = useCallback((part: Extract<Part, { kind: 'card' }>) => {
    setAttachments((now) =>
      now.length >= MAX_ATTACHMENTS || now.some((attachment) => attachment.key === `card:${part.id}`)
        ? now
        : [...now, { key: `card:${part.id}`, kind: 'card', part }],
    )
  }, [])

  const addFiles = useCallback(
    (files: Iterable<File>) => {
      for (const file of [...files].slice(0, MAX_ATTACHMENTS - latest.current.length)) {
        if (file.size > MAX_BYTES) message.warning(t('composer.tooLarge', { name: file.name }))
        else if (!ACCEPTED.split(',').includes(file.type)) message.warning(t('composer.wrongKind', { name: file.name }))
        else start(file)
      }
      function start(file: File) {
        const key = newId()
        const stop = new AbortController()
        const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
        const change = (part: Partial<Extract<Attachment, { kind: 'file' }>>) =>
          setAttachments((now) =>
            now.map((attachment) =>
              attachment.key === key && attachment.kind === 'file' ? { ...attachment, ...part } : attachment,
            ),
          )
        setAttachments((now) => [
          ...now,
          { key, kind: 'file', name: file.name, preview, share: 0, part: null, abort: () => stop.abort() },
        ])
        upload<Uploaded>('/api/files', file, file.name, (share) => change({ share }), stop.signal)
          .then((stored) =>
            change({ share: 1, part: { kind: stored.mime.startsWith('image/') ? 'image' : 'file', ...stored } }),
          )
          .catch((error: unknown) => {
            if (stop.signal.aborted) return
            drop(key)
            message.error(errorText(error))
          })
      }
    },
    [drop, errorText, message, t],
  )

  const clear = useCallback(() => {
    for (const attachment of latest.current)
      if (attachment.kind === 'file' && attachment.preview) URL.revokeObjectURL(attachment.preview)
    setAttachments([])
  }, [])

  const uploading = attachments.some((attachment) => attachment.kind === 'file' && !attachment.part)
  return { attachments, addCard, addFiles, drop, clear, uploading }
}
